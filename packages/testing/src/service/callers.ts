import { type BuiltInRole, builtInRoles, type Permission, type ServiceName } from '@crm/events';
import { anonymousCaller, type Caller, newId } from '@crm/platform';

/** A signed-in user of a tenant with the permissions of a built-in role. */
export function userOf(tenantId: string, role: BuiltInRole = 'owner', userId = newId()): Caller {
  return {
    kind: 'user',
    subject: userId,
    tenantId,
    role,
    permissions: [...builtInRoles[role]],
    actor: `user:${userId}`,
  };
}

/** A signed-in user with just these permissions. */
export function userWith(tenantId: string, permissions: readonly Permission[], userId = newId()): Caller {
  return { ...userOf(tenantId, 'viewer', userId), role: 'custom', permissions: [...permissions] };
}

/** An operator of the platform, who may name a tenant. */
export function operator(tenantId: string | null = null, operatorId = newId()): Caller {
  return {
    kind: 'operator',
    subject: operatorId,
    tenantId,
    role: null,
    permissions: [],
    actor: `operator:${operatorId}`,
  };
}

export function serviceCaller(service: ServiceName, tenantId: string | null): Caller {
  return {
    kind: 'service',
    subject: service,
    service,
    tenantId,
    role: null,
    permissions: [],
    actor: `service:${service}`,
  };
}

export { anonymousCaller };
