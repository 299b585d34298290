import { RequiresPermission } from '@crm/platform';

/** What a user may be allowed to do: `resource:action`. A name stands here and nowhere else. */
export const permissions = [
  'tenant:read',
  'tenant:update',
  'users:read',
  'users:invite',
  'users:update',
  'users:deactivate',
  'imports:read',
  'imports:create',
  'roles:read',
  'roles:update',
  'access:review',
  'containments:lift',
  'contacts:read',
  'contacts:write',
  'contacts:delete',
  'contacts:merge',
  'contacts:export',
  'health:read',
  'health:update',
  'onboarding:read',
  'onboarding:update',
  'workflows:read',
  'workflows:write',
  'webhooks:read',
  'webhooks:write',
  'secrets:read',
  'secrets:write',
  'secrets:read-raw',
  'domains:read',
  'domains:write',
  'analytics:read',
  'billing:read',
  'billing:update',
  'audit:read',
  'audit:write',
  'audit:acknowledge',
  'notifications:read',
  'feed:read',
  'mail:read',
  'mail:update',
  'support:create',
] as const;

export type Permission = (typeof permissions)[number];

/** The roles every tenant starts with. Edited and added roles live in access-control. */
export const builtInRoles = {
  owner: permissions,
  admin: permissions.filter((permission) => permission !== 'billing:update' && permission !== 'secrets:read-raw'),
  member: [
    'tenant:read',
    'users:read',
    'imports:read',
    'imports:create',
    'contacts:read',
    'contacts:write',
    'contacts:merge',
    'health:read',
    'onboarding:read',
    'workflows:read',
    'webhooks:read',
    'domains:read',
    'analytics:read',
    'notifications:read',
    'support:create',
  ],
  viewer: [
    'tenant:read',
    'users:read',
    'contacts:read',
    'health:read',
    'onboarding:read',
    'workflows:read',
    'analytics:read',
    'notifications:read',
    'support:create',
  ],
} as const satisfies Record<string, readonly Permission[]>;

export type BuiltInRole = keyof typeof builtInRoles;

/** Roles whose holders may administer a tenant. */
export const adminRoles: readonly string[] = ['owner', 'admin'];

/** A route for users who hold `permission`, and for operators who named the tenant. */
export const Requires = (permission: Permission): MethodDecorator => RequiresPermission(permission);
