import {
  ContactCreated,
  type ContactSource,
  CustomerProfileMerged,
  type DataOf,
  type EventClass,
  OnboardingCompleted,
  type RunResult,
  TenantCreated,
  TenantDeactivated,
  WebhookDelivered,
  WorkflowExecuted,
} from '@crm/events';
import { newId } from '@crm/platform';

/** An event to be heard; the same one has the same id however often it is. */
export interface Told<E extends EventClass = EventClass> {
  readonly event: E;
  readonly data: DataOf<E>;
  readonly id: string;
}

const told = <E extends EventClass>(event: E, data: DataOf<E>): Told<E> => ({ event, data, id: newId() });

/** The seven events of one tenant, with what matters for the numbers as arguments. */
export const storyOf = (tenantId: string) => ({
  created: (createdAt: string, plan: 'starter' | 'growth' = 'growth') =>
    told(TenantCreated, {
      ...{ tenantId, name: 'Acme', slug: 'acme', plan, timeZone: 'UTC', createdAt },
      owner: { email: 'owner@acme.example', name: 'Olivia Owner' },
    }),
  onboarded: (completedAt: string, days: number) =>
    told(OnboardingCompleted, {
      ...{ tenantId, onboardingId: newId(), completedAt, days, skippedSteps: [] },
      startedAt: new Date(Date.parse(completedAt) - days * 86_400_000).toISOString(),
    }),
  contact: (createdAt: string, source: ContactSource = 'manual') =>
    told(ContactCreated, { tenantId, contactId: newId(), displayName: 'A', source, createdAt }),
  merged: (at: string, ...mergedCreatedAt: string[]) =>
    told(CustomerProfileMerged, {
      ...{ tenantId, mergeId: newId(), survivorId: newId(), mergedBy: 'user:x', at, mergedCreatedAt },
      mergedIds: mergedCreatedAt.map(() => newId()),
    }),
  run: (endedAt: string, workflowId: string, result: RunResult, durationMs: number, version = 1) =>
    told(WorkflowExecuted, {
      ...{ tenantId, workflowId, workflowName: `Welcome ${version}`, version, runId: newId(), result, durationMs },
      ...{ stepsDone: 1, notify: false, trigger: 'crm.contact.created.v1', endedAt },
    }),
  delivered: (at: string, endpointId: string, latencyMs: number) =>
    told(WebhookDelivered, {
      ...{ tenantId, endpointId, messageId: newId(), messageType: 'crm.contact.created.v1', attempts: 1, at },
      ...{ status: 200, latencyMs },
    }),
  churned: (at: string) => told(TenantDeactivated, { tenantId, reason: 'They left.', revision: 3, at }),
});
