import { type AlertSeverity, AuditAlertTriggered, UserDeactivated, UserInvited, UserRoleChanged } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, type EventOverrides, operator, type TestService, userOf } from '@crm/testing';
import { expect } from 'vitest';
import { service } from '../src/service.js';

export const at = (offsetMs = 0): string => new Date(Date.now() + offsetMs).toISOString();

/** access-control on real parts, with the events that it hears in the words of the trade. */
export class AccessWorld {
  private constructor(readonly service: TestService) {}

  static async open(env: Record<string, string> = {}): Promise<AccessWorld> {
    return new AccessWorld(await bootService(service, { env }));
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  invite(tenantId: string, userId: string, role: string, invitedBy = `user:${newId()}`, overrides?: EventOverrides) {
    const data = { tenantId, userId, invitationId: newId(), email: 'bob@acme.example', name: 'Bob', role, invitedBy };
    return this.service.hear(UserInvited, { ...data, expiresAt: at(86_400_000) }, overrides);
  }

  changeRole(tenantId: string, userId: string, oldRole: string, newRole: string, revision: number) {
    const email = 'bob@acme.example';
    const data = { tenantId, userId, email, oldRole, newRole, changedBy: `user:${newId()}`, revision };
    return this.service.hear(UserRoleChanged, data);
  }

  deactivate(tenantId: string, userId: string) {
    const by = { deactivatedBy: `user:${newId()}`, lastAdmin: false, at: at() };
    return this.service.hear(UserDeactivated, { tenantId, userId, email: 'bob@acme.example', role: 'member', ...by });
  }

  alert(tenantId: string, suspect: string, severity: AlertSeverity, overrides: EventOverrides = {}, alertId = newId()) {
    const data = {
      tenantId,
      alertId,
      rule: 'many-invitations',
      severity,
      suspect,
      summary: 'Twelve invitations in ten minutes.',
      entryIds: [newId()],
      windowStart: at(-600_000),
      windowEnd: at(),
    };
    return this.service.hear(AuditAlertTriggered, data, overrides);
  }

  /** What was told on the bus about a tenant, as `[name, payload]`. */
  async told(tenantId: string) {
    const rows = await this.service.sql<{ body: string }>(
      `SELECT convert_from(body, 'UTF8') AS body FROM outbox WHERE exchange = 'event-bus' AND tenant_id = $1
       ORDER BY position`,
      [tenantId],
    );
    return rows.map(({ body }): [string, Record<string, unknown>] => {
      const { headers, payload } = JSON.parse(body);
      return [headers.name, payload];
    });
  }

  /** What user-auth is told when it makes a token. */
  async token(tenantId: string, userId: string) {
    const client = await this.service.fromService('user-auth', tenantId);
    const { status, body } = await client.get(`/internal/subjects/${userId}/permissions`);
    expect(status).toBe(200);
    return body;
  }

  /** An active user of the tenant. */
  async user(tenantId: string, role: string, invitedBy?: string): Promise<string> {
    const userId = newId();
    await this.invite(tenantId, userId, role, invitedBy);
    expect((await this.token(tenantId, userId)).known).toBe(true);
    return userId;
  }

  async decision(tenantId: string, subjectId: string, permission: string) {
    const client = await this.service.as(operator(tenantId));
    const { status, body } = await client.post('/v1/decisions', { subjectId, permission });
    expect(status).toBe(200);
    return body;
  }

  async reason(tenantId: string, subjectId: string, permission: string): Promise<string> {
    return (await this.decision(tenantId, subjectId, permission)).reason;
  }

  async review(tenantId: string, subjectId: string) {
    const client = await this.service.as(userOf(tenantId));
    const { status, body } = await client.get(`/v1/subjects/${subjectId}`);
    expect(status).toBe(200);
    return body;
  }
}
