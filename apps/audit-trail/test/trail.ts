import {
  BulkImportCompleted,
  ContactUpdated,
  CustomerProfileMerged,
  type DataOf,
  type EventClass,
  NotificationBounced,
  OnboardingStarted,
  PermissionPolicyChanged,
  TenantCreated,
  TenantDeactivated,
  TenantSuspended,
  UserDeactivated,
  UserInvited,
  UserRoleChanged,
  WebhookDelivered,
  WebhookFailed,
  WorkflowExecuted,
} from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, type EventOverrides, type TestService, userOf } from '@crm/testing';
import { expect } from 'vitest';
import { service } from '../src/service.js';

export const at = (offsetMs = 0): string => new Date(Date.now() + offsetMs).toISOString();
export const email = 'bob@acme.example';

/** audit-trail on real parts. */
export class TrailWorld {
  private constructor(readonly service: TestService) {}

  static async open(env: Record<string, string> = {}): Promise<TrailWorld> {
    return new TrailWorld(await bootService(service, { env }));
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  hear<E extends EventClass>(event: E, data: DataOf<E>, overrides: EventOverrides = {}) {
    return this.service.hear(event, data, overrides);
  }

  async get(tenantId: string, path: string) {
    const client = await this.service.as(userOf(tenantId));
    const { status, body } = await client.get(`/v1/audit${path}`);
    expect(status, path).toBe(200);
    return body;
  }

  /** The newest entry. */
  async last(tenantId: string) {
    return (await this.get(tenantId, '/entries?limit=1')).items[0];
  }

  async alerts(tenantId: string, rule = '') {
    return (await this.get(tenantId, `/alerts${rule ? `?rule=${rule}` : ''}`)).items;
  }
}

/** Valid data of each event the trail hears; `rest` replaces members. */
export const data = {
  created: (tenantId: string): TenantCreated => ({
    tenantId,
    name: 'Acme',
    slug: 'acme',
    plan: 'growth',
    owner: { email: 'olivia@acme.example', name: 'Olivia Owner' },
    timeZone: 'Europe/Berlin',
    createdAt: at(),
  }),
  suspended: (tenantId: string): TenantSuspended => ({ tenantId, reason: 'Overdue', revision: 2, at: at() }),
  deactivated: (tenantId: string): TenantDeactivated => ({ tenantId, reason: 'They left', revision: 3, at: at() }),
  invited: (tenantId: string, rest: Partial<UserInvited> = {}): UserInvited => ({
    tenantId,
    userId: newId(),
    invitationId: newId(),
    email,
    name: 'Bob Baker',
    role: 'member',
    invitedBy: `user:${newId()}`,
    expiresAt: at(86_400_000),
    ...rest,
  }),
  roleChanged: (tenantId: string, rest: Partial<UserRoleChanged> = {}): UserRoleChanged => ({
    tenantId,
    userId: newId(),
    email,
    oldRole: 'member',
    newRole: 'admin',
    changedBy: `user:${newId()}`,
    revision: 1,
    ...rest,
  }),
  userDeactivated: (tenantId: string, rest: Partial<UserDeactivated> = {}): UserDeactivated => ({
    tenantId,
    userId: newId(),
    email,
    role: 'member',
    deactivatedBy: `user:${newId()}`,
    lastAdmin: false,
    at: at(),
    ...rest,
  }),
  policyChanged: (tenantId: string, rest: Partial<PermissionPolicyChanged> = {}): PermissionPolicyChanged => ({
    tenantId,
    policyRevision: 2,
    change: 'role-created',
    target: 'support',
    diff: [{ op: 'added', permission: 'contacts:read' }],
    affectedUserIds: [],
    lostAdminUserIds: [],
    changedBy: `user:${newId()}`,
    at: at(),
    ...rest,
  }),
  imported: (tenantId: string, rest: Partial<BulkImportCompleted> = {}): BulkImportCompleted => ({
    tenantId,
    importId: newId(),
    kind: 'contacts',
    startedBy: `user:${newId()}`,
    fileName: 'contacts.csv',
    totalRows: 1_000,
    acceptedRows: 990,
    rejectedRows: 10,
    completedAt: at(),
    ...rest,
  }),
  contactUpdated: (tenantId: string, rest: Partial<ContactUpdated> = {}): ContactUpdated => ({
    tenantId,
    contactId: newId(),
    version: 2,
    changedFields: ['firstName', 'email'],
    source: 'manual',
    updatedAt: at(),
    ...rest,
  }),
  merged: (tenantId: string, rest: Partial<CustomerProfileMerged> = {}): CustomerProfileMerged => ({
    tenantId,
    mergeId: newId(),
    survivorId: newId(),
    mergedIds: [newId()],
    mergedCreatedAt: [at()],
    mergedBy: `user:${newId()}`,
    at: at(),
    ...rest,
  }),
  bounced: (tenantId: string, rest: Partial<NotificationBounced> = {}): NotificationBounced => ({
    tenantId,
    notificationId: newId(),
    recipient: email,
    kind: 'hard',
    diagnostic: '550 no such user',
    at: at(),
    ...rest,
  }),
  onboarding: (tenantId: string, rest: Partial<OnboardingStarted> = {}): OnboardingStarted => ({
    tenantId,
    onboardingId: newId(),
    plan: 'standard',
    planVersion: 1,
    steps: [{ key: 'invite', title: 'Invite', required: true }],
    expectedDays: 10,
    startedAt: at(),
    ...rest,
  }),
  delivered: (tenantId: string, rest: Partial<WebhookDelivered> = {}): WebhookDelivered => ({
    tenantId,
    endpointId: newId(),
    messageId: newId(),
    messageType: 'crm.contact.created.v1',
    attempts: 1,
    status: 204,
    latencyMs: 35,
    at: at(),
    ...rest,
  }),
  failed: (tenantId: string, rest: Partial<WebhookFailed> = {}): WebhookFailed => ({
    tenantId,
    endpointId: newId(),
    messageId: newId(),
    messageType: 'crm.contact.created.v1',
    attempts: 8,
    lastError: 'status 500',
    endpointDisabled: false,
    at: at(),
    ...rest,
  }),
  executed: (tenantId: string, rest: Partial<WorkflowExecuted> = {}): WorkflowExecuted => ({
    tenantId,
    workflowId: newId(),
    workflowName: 'Welcome',
    version: 1,
    runId: newId(),
    result: 'succeeded',
    durationMs: 120,
    stepsDone: 2,
    notify: false,
    trigger: 'crm.contact.created.v1',
    endedAt: at(),
    ...rest,
  }),
};
