import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, ServiceName } from '@crm/events';
import { type Run, readState } from '@crm/local';
import { expect, inject } from 'vitest';
import type { FaultyPlatform } from '../harness/fault-setup.js';
import { eventually } from '../src/platform/eventually.js';
import { Platform } from '../src/platform/platform.js';
import { ManagementApi } from './ledger/broker.js';
import { Databases } from './ledger/databases.js';
import { effectsOfContacts } from './ledger/effects.js';
import { type Balance, Ledger } from './ledger/ledger.js';
import { Load, type LoadTenant } from './ledger/load.js';
import { seeded } from './ledger/random.js';

const tenantCount = 20;
const connectedTenants = 2;
const writesPerSecond = 50;

/**
 * Tenants under a standing load, everything that can be done to the platform meanwhile, and the books of these tenants
 * that must balance after.
 */
export class FaultWorld {
  readonly ledger: Ledger;
  readonly databases: Databases;
  readonly broker: ManagementApi;
  private readonly armed = new Set<Fault>();
  private readonly pidsAtFirst: ReadonlySet<number>;

  private constructor(
    private readonly faulty: FaultyPlatform,
    readonly platform: Platform,
    readonly tenants: readonly LoadTenant[],
    readonly load: Load,
    readonly connected: ReadonlySet<string>,
  ) {
    const { postgres, rabbitmq, services } = runOf(faulty);
    this.pidsAtFirst = new Set(services.map(({ pid }) => pid));
    this.databases = new Databases(postgres.url);
    const tenantIds = tenants.map((tenant) => tenant.tenantId);
    this.ledger = new Ledger(this.databases, tenantIds);
    this.broker = new ManagementApi(rabbitmq.managementUrl);
  }

  /** Signs tenants up and begins the load. The seed is printed. */
  static async open(): Promise<FaultWorld> {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
    console.log(`SEED=${seed}`);
    const faulty = inject('faultyPlatform');
    const platform = new Platform(faulty.at);
    const tenants = await signUp(platform);
    const connected = await connect(platform, tenants.slice(0, connectedTenants));
    const load = new Load({ writesPerSecond, tenants, random: seeded(seed) });
    load.start();
    return new FaultWorld(faulty, platform, tenants, load, connected);
  }

  /** Arms a fault in every service; `nth` is the pass at which a fail point kills. */
  async arm(fault: Fault, nth?: number): Promise<void> {
    await writeFile(join(this.faulty.faultsDir, fault), `${nth ?? ''}`);
    this.armed.add(fault);
  }

  async disarm(): Promise<void> {
    for (const fault of this.armed) await rm(join(this.faulty.faultsDir, fault), { force: true });
    this.armed.clear();
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
  async kill(service: ServiceName): Promise<void> {
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
    const { pid } = this.run.rabbitmq;
    process.kill(Number(pid), 'SIGKILL');
    await eventually(async () => this.run.rabbitmq.pid !== pid && (await this.broker.alarmsAreQuiet()), {
      timeoutMs: 60_000,
    });
  }

  /** Stops PostgreSQL as a power failure would (SIGQUIT is its immediate shutdown) and waits until it is back. */
  async restartDatabase(): Promise<void> {
    const { pid } = this.run.postgres;
    process.kill(Number(pid), 'SIGQUIT');
    const answers = async () => (await this.databases.rows('api-gateway', 'SELECT 1 AS one')).length === 1;
    await eventually(async () => this.run.postgres.pid !== pid && (await answers()), { timeoutMs: 60_000 });
  }

  /** Services that have died since the world was opened. */
  get restarted(): ServiceName[] {
    return this.run.services.filter(({ pid }) => !this.pidsAtFirst.has(pid)).map(({ name }) => name as ServiceName);
  }

  /** Lets the load run for a while. */
  lapse(seconds: number): Promise<void> {
    return delay(seconds * 1_000);
  }

  async close(): Promise<void> {
    await this.disarm();
    await this.load.stop().catch(() => undefined);
  }

  private get run(): Run {
    return runOf(this.faulty);
  }

  private serviceOf(name: ServiceName): { pid: number; url: string } {
    const service = this.run.services.find((one) => one.name === name);
    if (!service) throw new Error(`There is no service ${name}.`);
    return service;
  }
}

function runOf({ stateDir }: FaultyPlatform): Run {
  const { run } = readState(stateDir);
  if (!run) throw new Error('The platform does not run.');
  return run;
}

/** Operators write for all tenants: one session, twenty tenants, as an integration would do it. */
async function signUp(platform: Platform): Promise<LoadTenant[]> {
  const operator = await platform.operator();
  const tenants: LoadTenant[] = [];
  for (let n = 0; n < tenantCount; n += 1) {
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
