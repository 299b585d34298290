import { adminRoles } from '@crm/events';
import type { Caller } from '@crm/platform';
import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import { RoleAboveOwn } from './user.errors.js';

export const roleName = /^[a-z][a-z0-9-]{1,62}$/;

/** The name of a built-in role or of one that access-control keeps. */
export const IsRoleName = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(63),
    Matches(roleName, { message: '$property must be the name of a role, as in member' }),
  );

/** Whether somebody with `own` may give or take `role`. Custom roles are open to whoever may change users at all. */
export function mayGrant(own: string | null, role: string): boolean {
  if (role === 'owner') return own === 'owner';
  return !adminRoles.includes(role) || (own !== null && adminRoles.includes(own));
}

/** @throws 403 `role-above-own`; operators and our own services stand above all roles */
export function assertMayGrant(caller: Pick<Caller, 'kind' | 'role'>, role: string): void {
  if (caller.kind !== 'user' || mayGrant(caller.role, role)) return;
  throw new RoleAboveOwn(
    `The role ${role} is given and taken by ${role === 'owner' ? 'owners' : 'administrators'} only.`,
  );
}
