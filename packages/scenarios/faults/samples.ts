import { randomUUID } from 'node:crypto';
import {
  AuditAlertTriggered,
  BulkImportCompleted,
  ContactCreated,
  ContactUpdated,
  CustomerProfileMerged,
  type EventClass,
  HealthScoreChanged,
  NotificationBounced,
  OnboardingCompleted,
  OnboardingStarted,
  PermissionPolicyChanged,
  TenantCreated,
  TenantDeactivated,
  TenantReactivated,
  TenantSuspended,
  UserDeactivated,
  UserInvited,
  UserRoleChanged,
  WebhookDelivered,
  WebhookFailed,
  WorkflowExecuted,
} from '@crm/events';

const now = (): string => new Date().toISOString();
const user = (): string => `user:${randomUUID()}`;
const lifecycle = () => ({ reason: 'A sample.', revision: 2, at: now() });
const outcome = () => ({
  endpointId: randomUUID(),
  messageId: randomUUID(),
  messageType: 'crm.contact.created.v1',
  attempts: 1,
  at: now(),
});
const person = () => ({ userId: randomUUID(), email: `${randomUUID()}@sample.example` });

/** Valid data of each event, about things that nobody knows. */
const samples: ReadonlyMap<EventClass, () => object> = new Map<EventClass, () => object>([
  [
    TenantCreated,
    () => ({
      name: 'Sample',
      slug: `s-${randomUUID().slice(0, 8)}`,
      plan: 'starter',
      owner: { email: 'o@sample.example', name: 'O' },
      timeZone: 'UTC',
      createdAt: now(),
    }),
  ],
  [TenantSuspended, lifecycle],
  [TenantReactivated, lifecycle],
  [TenantDeactivated, lifecycle],
  [
    UserInvited,
    () => ({ ...person(), invitationId: randomUUID(), name: 'S', role: 'viewer', invitedBy: user(), expiresAt: now() }),
  ],
  [UserRoleChanged, () => ({ ...person(), oldRole: 'viewer', newRole: 'member', changedBy: user(), revision: 2 })],
  [UserDeactivated, () => ({ ...person(), role: 'viewer', deactivatedBy: user(), lastAdmin: false, at: now() })],
  [
    BulkImportCompleted,
    () => ({
      importId: randomUUID(),
      kind: 'users',
      startedBy: user(),
      totalRows: 1,
      acceptedRows: 1,
      rejectedRows: 0,
      completedAt: now(),
    }),
  ],
  [
    PermissionPolicyChanged,
    () => ({
      policyRevision: 7,
      change: 'role-updated',
      target: 'sample',
      diff: [],
      affectedUserIds: [],
      lostAdminUserIds: [],
      changedBy: user(),
      at: now(),
    }),
  ],
  [ContactCreated, () => ({ contactId: randomUUID(), displayName: 'Sample', source: 'manual', createdAt: now() })],
  [
    ContactUpdated,
    () => ({ contactId: randomUUID(), version: 2, changedFields: ['company'], source: 'manual', updatedAt: now() }),
  ],
  [
    CustomerProfileMerged,
    () => ({
      mergeId: randomUUID(),
      survivorId: randomUUID(),
      mergedIds: [randomUUID()],
      mergedCreatedAt: [now()],
      mergedBy: user(),
      at: now(),
    }),
  ],
  [
    HealthScoreChanged,
    () => ({
      score: 30,
      previousScore: 80,
      band: 'critical',
      previousBand: 'healthy',
      direction: 'down',
      reasons: [],
      revision: 1,
      at: now(),
    }),
  ],
  [
    OnboardingStarted,
    () => ({
      onboardingId: randomUUID(),
      plan: 'standard',
      planVersion: 1,
      steps: [],
      expectedDays: 14,
      startedAt: now(),
    }),
  ],
  [
    OnboardingCompleted,
    () => ({ onboardingId: randomUUID(), startedAt: now(), completedAt: now(), days: 1, skippedSteps: [] }),
  ],
  [
    WorkflowExecuted,
    () => ({
      workflowId: randomUUID(),
      workflowName: 'Sample',
      version: 1,
      runId: randomUUID(),
      result: 'succeeded',
      durationMs: 5,
      stepsDone: 1,
      notify: false,
      trigger: 'crm.contact.created.v1',
      endedAt: now(),
    }),
  ],
  [WebhookDelivered, () => ({ ...outcome(), status: 200, latencyMs: 12 })],
  [WebhookFailed, () => ({ ...outcome(), lastError: 'A sample.', endpointDisabled: false })],
  [
    NotificationBounced,
    () => ({
      notificationId: randomUUID(),
      recipient: 'x@sample.example',
      kind: 'hard',
      diagnostic: '550 no',
      at: now(),
    }),
  ],
  [
    AuditAlertTriggered,
    () => ({
      alertId: randomUUID(),
      rule: 'sample',
      severity: 'medium',
      suspect: user(),
      summary: 'A sample.',
      entryIds: [],
      windowStart: now(),
      windowEnd: now(),
    }),
  ],
]);

export function sampleOf(event: EventClass, tenantId: string): Record<string, unknown> {
  const sample = samples.get(event);
  if (!sample) throw new Error(`There is no sample of ${event.type}.`);
  return { tenantId, ...sample() };
}
