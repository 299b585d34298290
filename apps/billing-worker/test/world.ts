import { TenantDeactivated, type TenantPlan } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, operator, type TestService, userOf } from '@crm/testing';
import { vi } from 'vitest';
import { Clock } from '../src/clock/clock.js';
import { service } from '../src/service.js';

/** Lies ahead of any real time, so that no timer of a spec is due by itself. */
const beginning = new Date('2127-01-31T09:00:00Z');

/** The service with a clock that a spec sets. */
export class World {
  private constructor(readonly billing: TestService) {}

  static async open(env: Record<string, string> = {}): Promise<World> {
    const world = new World(await bootService(service, { env }));
    world.setTime(beginning);
    return world;
  }

  setTime(at: Date | string): void {
    vi.spyOn(this.billing.app.get(Clock), 'now').mockReturnValue(new Date(at));
  }

  /** Lets time pass for one tenant: whatever is due on the way happens. */
  async travel(tenantId: string, at: string): Promise<void> {
    this.setTime(at);
    await eventually(async () => {
      const due = 'tenant_id = $1 AND (due_at <= $2 OR due_at <= now())';
      await this.billing.sql(`UPDATE timers SET due_at = now() WHERE ${due} AND lease IS NULL`, [tenantId, at]);
      return (await this.billing.sql(`SELECT 1 FROM timers WHERE ${due}`, [tenantId, at])).length === 0;
    });
  }

  /** A tenant in its trial, from `at` on. */
  async trial(plan: TenantPlan = 'starter', at: Date | string = beginning): Promise<string> {
    this.setTime(at);
    const tenantId = newId();
    const orchestrator = await this.billing.fromService('onboarding-orchestrator', tenantId);
    const { status, body } = await orchestrator.post('/internal/trials', { plan });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return tenantId;
  }

  /** A tenant that pays, from `at` on. */
  async active(plan: TenantPlan = 'starter', at: Date | string = beginning): Promise<string> {
    const tenantId = await this.trial(plan, at);
    await (await this.owner(tenantId)).post('/v1/subscription/activate');
    return tenantId;
  }

  owner(tenantId: string) {
    return this.billing.as(userOf(tenantId));
  }

  operator(tenantId: string) {
    return this.billing.as(operator(tenantId));
  }

  async subscription(tenantId: string) {
    return (await (await this.owner(tenantId)).get('/v1/subscription')).body;
  }

  /** Oldest first, with their lines. */
  async invoices(tenantId: string) {
    const owner = await this.owner(tenantId);
    const { items } = (await owner.get('/v1/invoices?limit=200')).body;
    const details = items.map(async ({ id }: { id: string }) => (await owner.get(`/v1/invoices/${id}`)).body);
    return (await Promise.all(details)).reverse();
  }

  async use(tenantId: string, meter: string, quantity: number, id: string = newId()) {
    return (await this.owner(tenantId)).post('/v1/usage', { id, meter, quantity });
  }

  deactivate(tenantId: string, at: string) {
    return this.billing.hear(TenantDeactivated, { tenantId, reason: 'They left.', revision: 9, at });
  }
}
