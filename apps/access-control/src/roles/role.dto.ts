import { type BuiltInRole, builtInRoles, permissions } from '@crm/events';
import { Omittable } from '@crm/platform';
import { ArrayMaxSize, ArrayUnique, IsArray, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { AnyPermission } from '../permissions/any-permission.js';
import { mostCustom } from '../permissions/known-permissions.js';
import { IsPermission } from '../permissions/permission-form.js';
import type { Role } from './role.entity.js';

const most = permissions.length + mostCustom;

export class CreateRoleDto {
  @Matches(/^[a-z][a-z0-9-]{1,62}$/, {
    message: 'key must be 2 to 63 lower-case letters, digits or hyphens, the first a letter',
  })
  key: string;
  @IsString() @MinLength(1) @MaxLength(100) name: string;
  @IsString() @MaxLength(500) description: string = '';
  /** Built-in ones and the tenant's own. */
  @IsArray() @ArrayMaxSize(most) @ArrayUnique() @IsPermission({ each: true }) permissions: AnyPermission[];
}

export class UpdateRoleDto {
  @Omittable() @IsString() @MinLength(1) @MaxLength(100) name?: string;
  @Omittable() @IsString() @MaxLength(500) description?: string;
  @Omittable()
  @IsArray()
  @ArrayMaxSize(most)
  @ArrayUnique()
  @IsPermission({ each: true })
  permissions?: AnyPermission[];
}

export interface RoleView {
  key: string;
  name: string;
  description: string;
  builtIn: boolean;
  permissions: readonly AnyPermission[];
  /** Users who have the role now, invited ones included. */
  holders: number;
  version: number;
}

const descriptions: Readonly<Record<BuiltInRole, string>> = {
  owner: 'May do everything, billing included.',
  admin: 'May do everything but change the billing and read secrets in clear.',
  member: 'Works with contacts and sees the rest.',
  viewer: 'Reads, and changes nothing.',
};

export function viewOfBuiltIn(key: BuiltInRole, holders: number): RoleView {
  return {
    key,
    name: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    description: descriptions[key],
    builtIn: true,
    permissions: builtInRoles[key],
    holders,
    version: 1,
  };
}

export function viewOfRole({ key, name, description, permissions: granted, version }: Role, holders: number): RoleView {
  return { key, name, description, builtIn: false, permissions: granted, holders, version };
}
