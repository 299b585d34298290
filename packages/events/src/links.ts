// The contracts' decorators need it, whoever reads this file first.
import 'reflect-metadata';

import { PermissionPolicyChanged } from './contracts/access.events.js';
import { AuditAlertTriggered } from './contracts/audit.events.js';
import { ContactCreated, ContactUpdated, CustomerProfileMerged } from './contracts/customer.events.js';
import type { EventClass } from './contracts/event-class.js';
import { HealthScoreChanged } from './contracts/health.events.js';
import { NotificationBounced } from './contracts/notification.events.js';
import { OnboardingCompleted, OnboardingStarted } from './contracts/onboarding.events.js';
import { TenantCreated, TenantDeactivated, TenantReactivated, TenantSuspended } from './contracts/tenant.events.js';
import { BulkImportCompleted, UserDeactivated, UserInvited, UserRoleChanged } from './contracts/user.events.js';
import { WebhookDelivered, WebhookFailed } from './contracts/webhook.events.js';
import { WorkflowExecuted } from './contracts/workflow.events.js';

/** The whole system on one screen: who says what, and who hears it. Everything else is derived from here. */
export const links = {
  'api-gateway': {
    publishes: [TenantCreated, TenantSuspended, TenantReactivated, TenantDeactivated],
    consumes: [],
  },
  'user-auth': {
    publishes: [UserInvited, UserRoleChanged, UserDeactivated, BulkImportCompleted],
    consumes: [PermissionPolicyChanged],
  },
  'access-control': {
    publishes: [PermissionPolicyChanged],
    consumes: [
      UserInvited,
      UserRoleChanged,
      UserDeactivated,
      TenantSuspended,
      TenantReactivated,
      TenantDeactivated,
      AuditAlertTriggered,
    ],
  },
  'customer-data-platform': {
    publishes: [ContactCreated, ContactUpdated, CustomerProfileMerged],
    consumes: [TenantCreated, UserInvited, BulkImportCompleted, HealthScoreChanged, NotificationBounced],
  },
  'customer-health': {
    publishes: [HealthScoreChanged],
    consumes: [
      TenantCreated,
      OnboardingStarted,
      OnboardingCompleted,
      TenantSuspended,
      TenantReactivated,
      TenantDeactivated,
      UserDeactivated,
      NotificationBounced,
      WebhookFailed,
    ],
  },
  'onboarding-orchestrator': {
    publishes: [OnboardingStarted, OnboardingCompleted],
    consumes: [TenantCreated, TenantReactivated],
  },
  'workflow-engine': {
    publishes: [WorkflowExecuted],
    consumes: [
      ContactCreated,
      ContactUpdated,
      CustomerProfileMerged,
      BulkImportCompleted,
      HealthScoreChanged,
      OnboardingStarted,
      AuditAlertTriggered,
    ],
  },
  'integration-gateway': {
    publishes: [WebhookDelivered, WebhookFailed],
    consumes: [
      TenantCreated,
      TenantSuspended,
      TenantReactivated,
      TenantDeactivated,
      ContactCreated,
      ContactUpdated,
      CustomerProfileMerged,
      HealthScoreChanged,
      OnboardingCompleted,
      AuditAlertTriggered,
    ],
  },
  'analytics-pipeline': {
    publishes: [],
    consumes: [
      TenantCreated,
      OnboardingCompleted,
      ContactCreated,
      CustomerProfileMerged,
      WorkflowExecuted,
      WebhookDelivered,
      TenantDeactivated,
    ],
  },
  'billing-worker': {
    publishes: [],
    consumes: [TenantDeactivated],
  },
  'audit-trail': {
    publishes: [AuditAlertTriggered],
    consumes: [
      TenantCreated,
      TenantSuspended,
      TenantDeactivated,
      UserInvited,
      UserRoleChanged,
      UserDeactivated,
      PermissionPolicyChanged,
      BulkImportCompleted,
      ContactUpdated,
      CustomerProfileMerged,
      NotificationBounced,
      OnboardingStarted,
      WebhookDelivered,
      WebhookFailed,
      WorkflowExecuted,
    ],
  },
  'tenant-admin-portal': {
    publishes: [NotificationBounced],
    consumes: [
      UserInvited,
      UserRoleChanged,
      UserDeactivated,
      TenantSuspended,
      TenantReactivated,
      OnboardingStarted,
      OnboardingCompleted,
      ContactCreated,
      BulkImportCompleted,
      HealthScoreChanged,
      WebhookFailed,
      WorkflowExecuted,
      PermissionPolicyChanged,
      AuditAlertTriggered,
    ],
  },
} as const satisfies Record<
  string,
  { readonly publishes: readonly EventClass[]; readonly consumes: readonly EventClass[] }
>;

export type ServiceName = keyof typeof links;
export type PublishedBy<S extends ServiceName> = (typeof links)[S]['publishes'][number];
export type ConsumedBy<S extends ServiceName> = (typeof links)[S]['consumes'][number];

export const serviceNames = Object.keys(links) as readonly ServiceName[];

/** The twenty events, in the order of their publishers. */
export const eventClasses: readonly EventClass[] = serviceNames.flatMap((name) => [...links[name].publishes]);

export interface ConsumeLink {
  readonly event: EventClass;
  readonly consumer: ServiceName;
}

/** The seventy-eight links. */
export const consumeLinks: readonly ConsumeLink[] = serviceNames.flatMap((consumer) =>
  links[consumer].consumes.map((event) => ({ event, consumer })),
);

/** The one service that publishes an event. */
export function publisherOf(type: string): ServiceName | undefined {
  return serviceNames.find((name) => links[name].publishes.some((event) => event.type === type));
}
