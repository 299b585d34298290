import { builtInRoles, type Permission } from '@crm/events';
import { IsString, MaxLength } from 'class-validator';
import { isDeniedBy } from '../containments/containment-effect.js';
import { isAllowedWhileSuspended } from '../overlays/overlay.js';
import { builtInKeys } from '../roles/role-book.js';
import type { AnyPermission } from './any-permission.js';
import type { CustomPermission } from './custom-permission.entity.js';
import { IsOfOwnResource, IsPermission } from './permission-form.js';

export class CreatePermissionDto {
  @IsPermission() @IsOfOwnResource() permission: AnyPermission;
  @IsString() @MaxLength(500) description: string = '';
}

export class UpdatePermissionDto {
  @IsString() @MaxLength(500) description: string;
}

export interface PermissionView {
  permission: AnyPermission;
  resource: string;
  action: string;
  /** Empty for built-in ones: their names say it. */
  description: string;
  builtIn: boolean;
  builtInRoles: string[];
  /** Stays open to its holders while the tenant is suspended. */
  allowedWhileSuspended: boolean;
  /** Is taken from a user who is contained because of a high alert. */
  deniedByHighContainment: boolean;
  version: number;
}

export function viewOfBuiltIn(permission: Permission): PermissionView {
  const grants = (granted: readonly Permission[]): boolean => granted.includes(permission);
  const roles = builtInKeys.filter((key) => grants(builtInRoles[key]));
  return { ...viewOf(permission), description: '', builtIn: true, builtInRoles: roles, version: 1 };
}

export function viewOfPermission({ permission, description, version }: CustomPermission): PermissionView {
  return { ...viewOf(permission), description, builtIn: false, builtInRoles: [], version };
}

function viewOf(permission: AnyPermission) {
  const [resource = '', action = ''] = permission.split(':');
  return {
    permission,
    resource,
    action,
    allowedWhileSuspended: isAllowedWhileSuspended(permission),
    deniedByHighContainment: isDeniedBy('high', permission),
  };
}
