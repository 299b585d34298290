import type { Caller } from './caller.js';

/** Who may use a route. */
export type Access =
  | { readonly kind: 'permission'; readonly permission: string }
  | { readonly kind: 'operator' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'unguarded' };

/** Undefined when `caller` may use the route, else the sentence that says why not. */
export function refusal(
  access: Access,
  caller: Caller,
  commandCallers: ReadonlySet<string> | undefined,
): string | undefined {
  switch (access.kind) {
    case 'permission':
      return permissionRefusal(access.permission, caller);
    case 'operator':
      return caller.kind === 'operator' ? undefined : 'Only operators of the platform may do this.';
    case 'signed-in':
      return caller.kind === 'user' || caller.kind === 'operator' ? undefined : 'Sign in to do this.';
    case 'anonymous':
      return caller.kind === 'service' ? 'This is for people, not for services.' : undefined;
    case 'command':
      return caller.kind === 'service' && commandCallers?.has(caller.subject)
        ? undefined
        : `The command ${access.command} is not open to this caller.`;
    case 'unguarded':
      return undefined;
  }
}

function permissionRefusal(permission: string, caller: Caller): string | undefined {
  if (caller.kind === 'operator') {
    return caller.tenantId === null ? 'Name the tenant in the header x-tenant-id.' : undefined;
  }
  if (caller.kind === 'user' && caller.permissions.includes(permission)) return undefined;
  return `The permission ${permission} is needed.`;
}
