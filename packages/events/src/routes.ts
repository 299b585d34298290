import type { ServiceName } from './links.js';

/**
 * The public resources, by the service that owns them. The gateway routes `/v1/<resource>` and everything below it to
 * the owner; a path that is not here does not exist from outside.
 */
export const routes = {
  'api-gateway': ['tenants'],
  'user-auth': ['auth', 'invitations', 'users', 'sessions', 'api-tokens', 'imports'],
  'access-control': [
    'roles',
    'permissions',
    'bindings',
    'decisions',
    'subjects',
    'overlays',
    'containments',
    'access-requests',
  ],
  'customer-data-platform': [
    'contacts',
    'attributes',
    'segments',
    'identity-rules',
    'duplicates',
    'merges',
    'contact-imports',
    'team-members',
    'account',
    'domains',
    'schemas',
  ],
  'customer-health': ['health'],
  'onboarding-orchestrator': ['onboarding', 'onboarding-plans'],
  'workflow-engine': ['workflows', 'workflow-runs'],
  'integration-gateway': [
    'webhook-endpoints',
    'webhook-messages',
    'delivery-settings',
    'integrations',
    'secrets',
    'auth-clients',
  ],
  'analytics-pipeline': ['analytics'],
  'billing-worker': ['plans', 'subscription', 'usage', 'invoices'],
  'audit-trail': ['audit', 'logs'],
  'tenant-admin-portal': ['notifications', 'preferences', 'feed', 'home', 'mail', 'live', 'traces'],
} as const satisfies Record<ServiceName, readonly string[]>;

/** Addresses outside of `/v1` where a service gives people pages. */
export const pages = { 'tenant-admin-portal': 'console' } as const satisfies Partial<Record<ServiceName, string>>;
