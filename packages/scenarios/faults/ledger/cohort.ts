import { eventually } from '../../src/platform/eventually.js';
import type { Platform } from '../../src/platform/platform.js';
import type { Session } from '../../src/platform/session.js';

export interface LoadTenant {
  readonly tenantId: string;
  readonly session: Session;
}

/** A contact that the platform has accepted, and how many changes of it. */
export interface AcceptedContact {
  readonly tenantId: string;
  readonly contactId: string;
  changes: number;
}

const connectedTenants = 2;

/** Tenants that are written for together, and all that was ever accepted for them. */
export class Cohort {
  readonly accepted = new Map<string, AcceptedContact>();
  readonly tenantIds: readonly string[];
  private commands = 0;

  private constructor(
    readonly tenants: readonly LoadTenant[],
    /** Those with one webhook endpoint and one workflow for new contacts. */
    readonly connected: ReadonlySet<string>,
  ) {
    this.tenantIds = tenants.map((tenant) => tenant.tenantId);
  }

  /** Operators write for all tenants: one session, many tenants, as an integration would do it. */
  static async signUp(platform: Platform, count: number): Promise<Cohort> {
    const operator = await platform.operator();
    const tenants: LoadTenant[] = [];
    for (let n = 0; n < count; n += 1) {
      const slug = `load-${n}-${Date.now().toString(36)}`;
      const owner = { email: `owner@${slug}.example`, name: 'Load' };
      const body = { name: `Load ${n}`, slug, plan: 'growth', owner, timeZone: 'UTC' };
      const { id } = await operator.post('/v1/tenants', body);
      tenants.push({ tenantId: id, session: operator.for(id) });
    }
    for (const { session } of tenants) {
      await eventually(async () => (await session.get('/v1/attributes')).items.length > 0);
      await eventually(async () => (await session.get('/v1/delivery-settings')).status === 'active');
    }
    return new Cohort(tenants, await connect(platform, tenants.slice(0, connectedTenants)));
  }

  /** A number that no other command for these tenants has. */
  nextCommand(): number {
    this.commands += 1;
    return this.commands;
  }
}

/** A webhook endpoint and a workflow that greets every new contact, for each of some tenants. */
async function connect(platform: Platform, tenants: readonly LoadTenant[]): Promise<ReadonlySet<string>> {
  for (const { session, tenantId } of tenants) {
    await session.post('/v1/webhook-endpoints', { url: await platform.outside.hook(`load-${tenantId}`) });
    const workflow = await session.post('/v1/workflows', {
      name: 'Greet',
      trigger: { event: 'contact.created' },
      steps: [{ kind: 'call', action: 'notify', title: 'A new contact', text: 'Say hello.' }],
    });
    await session.post(`/v1/workflows/${workflow.id}/activate`);
  }
  return new Set(tenants.map((tenant) => tenant.tenantId));
}
