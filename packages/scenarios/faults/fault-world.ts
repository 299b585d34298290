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
import { Cohort } from './ledger/cohort.js';
import { Databases } from './ledger/databases.js';
import { effectsOfContacts } from './ledger/effects.js';
import { type Balance, Ledger } from './ledger/ledger.js';
import { Load } from './ledger/load.js';
import { seeded } from './ledger/random.js';

const writesPerSecond = 50;
const tenantCount = 20;
/** As many as a ledger needs to find something wrong. */
const spoiledTenantCount = 4;

/** Tenants whose books go on from one fault to the next, as long as they balance. */
let standing: Promise<Cohort> | undefined;

/**
 * Tenants under a standing load, everything that can be done to the platform meanwhile, and the books of these tenants
 * that must balance after.
 */
export class FaultWorld {
  readonly ledger: Ledger;
  readonly databases: Databases;
  readonly broker: ManagementApi;
  private readonly armed = new Set<Fault>();
  private balanced = false;
  private readonly pidsAtFirst: ReadonlySet<number>;

  private constructor(
    private readonly faulty: FaultyPlatform,
    readonly platform: Platform,
    readonly cohort: Cohort,
    readonly load: Load,
  ) {
    const { postgres, rabbitmq, services } = runOf(faulty);
    this.pidsAtFirst = new Set(services.map(({ pid }) => pid));
    this.databases = new Databases(postgres.url);
    this.ledger = new Ledger(this.databases, cohort.tenantIds);
    this.broker = new ManagementApi(rabbitmq.managementUrl);
  }

  /** Begins the load on twenty tenants whose books have balanced so far. The seed is printed. */
  static async open(): Promise<FaultWorld> {
    const platform = new Platform(inject('faultyPlatform').at);
    standing ??= Cohort.signUp(platform, tenantCount);
    return FaultWorld.with(platform, await standing);
  }

  /** Begins the load on a few tenants whose books may end wrong. */
  static async openToSpoil(): Promise<FaultWorld> {
    const platform = new Platform(inject('faultyPlatform').at);
    return FaultWorld.with(platform, await Cohort.signUp(platform, spoiledTenantCount));
  }

  private static with(platform: Platform, cohort: Cohort): FaultWorld {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
    console.log(`SEED=${seed}`);
    const load = new Load({ writesPerSecond, cohort, random: seeded(seed) });
    load.start();
    return new FaultWorld(inject('faultyPlatform'), platform, cohort, load);
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
    expect(this.cohort.accepted.size).toBeGreaterThan(0);
    this.balanced = true;
  }

  /** The books after the load has stopped and everything has settled. */
  async books(): Promise<Record<string, Balance>> {
    await this.load.stop();
    await this.ledger.settled();
    const said = { 'events said, events handled': await this.ledger.links() };
    return { ...said, ...(await effectsOfContacts(this.databases, this.cohort)) };
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

  /** A world that did not end balanced leaves nobody's books to be trusted: the next signs up tenants anew. */
  async close(): Promise<void> {
    if (!this.balanced) standing = undefined;
    await this.disarm();
    await this.load.stop().catch(() => undefined);
    await this.databases.close();
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
