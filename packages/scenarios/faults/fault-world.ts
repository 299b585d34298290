import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { type StartedPlatform, startPlatform } from '../harness/platform-setup.js';
import { eventually } from '../src/platform/eventually.js';
import { Platform } from '../src/platform/platform.js';
import { ManagementApi } from './ledger/broker.js';
import { Databases } from './ledger/databases.js';
import { effectsOfContacts } from './ledger/effects.js';
import { type Balance, Ledger } from './ledger/ledger.js';
import { Load, type LoadTenant } from './ledger/load.js';
import { seeded } from './ledger/random.js';

const connectedTenants = 2;

export interface FaultWorldOptions {
  readonly tenants?: number;
  readonly writesPerSecond?: number;
  /** Further variables of every service: fail points and sabotage. */
  readonly env?: Record<string, string>;
}

/** The platform under a standing load, with everything that can be done to it and the books that must balance after. */
export class FaultWorld {
  readonly ledger: Ledger;
  readonly databases: Databases;
  readonly broker: ManagementApi;
  /** Ids of events that a spec put on a queue by itself. */
  readonly planted = new Set<string>();

  private constructor(
    readonly started: StartedPlatform,
    readonly platform: Platform,
    readonly tenants: readonly LoadTenant[],
    readonly load: Load,
    readonly connected: ReadonlySet<string>,
  ) {
    this.databases = new Databases(started.run.run.postgres.url);
    this.ledger = new Ledger(this.databases, this.planted);
    this.broker = new ManagementApi(started.run.run.rabbitmq.managementUrl);
  }

  /** Starts the platform, signs the tenants up and begins the load. The seed is printed. */
  static async open({ tenants = 20, writesPerSecond = 50, env = {} }: FaultWorldOptions = {}): Promise<FaultWorld> {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
    console.log(`SEED=${seed}`);
    const started = await startPlatform(env);
    try {
      const platform = new Platform(started.at);
      const all = await signUp(platform, tenants);
      const load = new Load({ writesPerSecond, tenants: all, random: seeded(seed) });
      const connected = await connect(platform, all.slice(0, connectedTenants));
      const world = new FaultWorld(started, platform, all, load, connected);
      load.start();
      return world;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  /** Stops the load, waits until all has settled and compares: nothing lost, doubled or unexpected. */
  async expectBalanced(): Promise<void> {
    const books = await this.books();
    const balanced = { lost: [], doubled: [], unexpected: [] };
    expect(books).toEqual(Object.fromEntries(Object.keys(books).map((name) => [name, balanced])));
    expect(this.load.accepted.size).toBeGreaterThan(0);
  }

  /** The books after the load has stopped and everything has settled. */
  async books(): Promise<Record<string, Balance>> {
    await this.load.stop();
    await this.ledger.settled();
    return { 'events said, events handled': await this.ledger.links(), ...(await effectsOfContacts(this)) };
  }

  /** Kills a service with SIGKILL and waits until it is back. */
  async kill(service: string): Promise<void> {
    const before = this.serviceOf(service);
    process.kill(before.pid, 'SIGKILL');
    await eventually(
      async () => {
        const now = this.serviceOf(service);
        return now.pid !== before.pid && (await fetch(new URL('/readyz', now.url))).ok;
      },
      { timeoutMs: 40_000 },
    );
  }

  /** Kills RabbitMQ with SIGKILL and waits until it answers again. */
  async killBroker(): Promise<void> {
    const { pid } = this.started.run.run.rabbitmq;
    process.kill(Number(pid), 'SIGKILL');
    await eventually(
      async () => {
        const now = this.started.run.run.rabbitmq;
        return now.pid !== pid && (await this.broker.alarmsAreQuiet());
      },
      { timeoutMs: 60_000 },
    );
  }

  /** Stops PostgreSQL as a power failure would (SIGQUIT is its immediate shutdown) and waits until it is back. */
  async restartDatabase(): Promise<void> {
    const { pid } = this.started.run.run.postgres;
    process.kill(Number(pid), 'SIGQUIT');
    await eventually(
      async () => {
        const now = this.started.run.run.postgres;
        return now.pid !== pid && (await this.databases.rows('api-gateway', 'SELECT 1 AS one')).length === 1;
      },
      { timeoutMs: 60_000 },
    );
  }

  /** Lets the load run for a while. */
  run(seconds: number): Promise<void> {
    return delay(seconds * 1_000);
  }

  async close(): Promise<void> {
    await this.load.stop().catch(() => undefined);
    await this.started.stop();
  }

  private serviceOf(name: string): { pid: number; url: string } {
    const service = this.started.run.run.services.find((one) => one.name === name);
    if (!service) throw new Error(`There is no service ${name}.`);
    return service;
  }
}

/** Operators write for all tenants: one session, twenty tenants, as an integration would do it. */
async function signUp(platform: Platform, count: number): Promise<LoadTenant[]> {
  const operator = await platform.operator();
  const tenants: LoadTenant[] = [];
  for (let n = 0; n < count; n += 1) {
    const slug = `load-${n}-${Date.now().toString(36)}`;
    const owner = { email: `owner@${slug}.example`, name: 'Load' };
    const { id } = await operator.post('/v1/tenants', {
      name: `Load ${n}`,
      slug,
      plan: 'growth',
      owner,
      timeZone: 'UTC',
    });
    tenants.push({ tenantId: id, session: operator.for(id) });
  }
  for (const { session } of tenants) {
    await eventually(async () => (await session.get('/v1/attributes')).items.length > 0);
    await eventually(async () => (await session.get('/v1/delivery-settings')).status === 'active');
  }
  return tenants;
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
