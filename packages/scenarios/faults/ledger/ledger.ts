import { heardOnBus, links, type ServiceName, serviceNames } from '@crm/events';
import { eventually } from '../../src/platform/eventually.js';
import type { Databases } from './databases.js';

export interface Balance {
  /** What must be there and is not. */
  readonly lost: string[];
  /** What is there more than once. */
  readonly doubled: string[];
  /** What nobody ordered. */
  readonly unexpected: string[];
}

interface Said {
  readonly id: string;
  readonly type: string;
}

/** Compares what was said of some tenants with what was heard, over all services, after everything has settled. */
export class Ledger {
  constructor(
    private readonly databases: Databases,
    private readonly tenantIds: readonly string[],
  ) {}

  /**
   * Waits until nothing is on its way: every outbox is empty, every said event is settled at each of its consumers, and
   * no timer is due. Fails with what is still open.
   */
  async settled(timeoutMs = 90_000): Promise<void> {
    let quietBefore = -1;
    await eventually(
      async () => {
        const open = await this.open();
        if (open.length > 0) throw new Error(open.slice(0, 8).join('; '));
        // Quiet twice in a row with the same count: nothing was born in between.
        const count = (await this.said()).length;
        const same = count === quietBefore;
        quietBefore = count;
        return same;
      },
      { timeoutMs, pauseMs: 500 },
    );
  }

  /** What is still on its way, in words. */
  private async open(): Promise<string[]> {
    const [missing, ...found] = await Promise.all([this.unheard(), ...serviceNames.map((name) => this.openAt(name))]);
    const onTheirWay =
      missing.length > 0 ? [`${missing.length} deliveries are on their way, such as ${missing[0]}`] : [];
    return [...found.flat(), ...onTheirWay];
  }

  private async openAt(service: ServiceName): Promise<string[]> {
    const [row] = await this.databases.rows<{ outbox: number; parked: number; timers: number }>(
      service,
      `SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL AND tenant_id = ANY($1))::int AS outbox,
              (SELECT count(*) FROM inbox WHERE status = 'parked' AND tenant_id = ANY($1))::int AS parked,
              (SELECT count(*) FROM timers WHERE due_at < now() AND tenant_id = ANY($1))::int AS timers`,
      [this.tenantIds],
    );
    return [
      ...(row?.outbox ? [`${service} has ${row.outbox} events in its outbox`] : []),
      ...(row?.parked ? [`${service} has ${row.parked} events parked`] : []),
      ...(row?.timers ? [`${service} has ${row.timers} timers due`] : []),
    ];
  }

  /** Lost: a said event that a consumer has not handled. Unexpected: one that it has handled and nobody said. */
  async links(): Promise<Balance> {
    const said = new Map((await this.said()).map((event) => [event.id, event]));
    const lost = await this.unheard();
    const unexpected: string[] = [];
    for (const service of serviceNames) {
      const heard = heardBy(service);
      const rows = await this.databases.rows<{ id: string; type: string; status: string }>(
        service,
        "SELECT event_id AS id, type, status FROM inbox WHERE status IN ('handled', 'dead') AND tenant_id = ANY($1)",
        [this.tenantIds],
      );
      for (const row of rows) {
        if (row.status === 'dead') lost.push(`${row.type} ${row.id} is dead at ${service}`);
        else if (!said.has(row.id) || !heard.has(row.type)) unexpected.push(`${row.type} ${row.id} at ${service}`);
      }
    }
    return { lost, doubled: [], unexpected };
  }

  /** Every event that any service has said of these tenants. */
  private async said(): Promise<Said[]> {
    const publishers = serviceNames.filter((name) => links[name].publishes.length > 0);
    const all = await Promise.all(
      publishers.map((name) =>
        this.databases.rows<Said>(name, 'SELECT id, routing_key AS type FROM outbox WHERE tenant_id = ANY($1)', [
          this.tenantIds,
        ]),
      ),
    );
    return all.flat();
  }

  private async unheard(): Promise<string[]> {
    const said = await this.said();
    const missing: string[] = [];
    for (const service of serviceNames) {
      const types = heardBy(service);
      if (types.size === 0) continue;
      const settled = await this.settledAt(service);
      for (const event of said) {
        if (types.has(event.type) && !settled.has(event.id)) missing.push(`${event.type} ${event.id} at ${service}`);
      }
    }
    return missing;
  }

  private async settledAt(service: ServiceName): Promise<Set<string>> {
    const rows = await this.databases.rows<{ id: string }>(
      service,
      "SELECT event_id AS id FROM inbox WHERE status IN ('handled', 'dead', 'discarded') AND tenant_id = ANY($1)",
      [this.tenantIds],
    );
    return new Set(rows.map((row) => row.id));
  }
}

/** Types of its links, and names that it hears on the bus. */
function heardBy(service: ServiceName): ReadonlySet<string> {
  return new Set([...links[service].consumes.map((event): string => event.type), ...heardOnBus(service)]);
}

/** Compares two multisets of names. */
export function balanceOf(expected: Iterable<string>, found: Iterable<string>): Balance {
  const counts = new Map<string, number>();
  for (const name of expected) counts.set(name, (counts.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  for (const name of found) seen.set(name, (seen.get(name) ?? 0) + 1);
  const lost = [...counts].filter(([name, count]) => (seen.get(name) ?? 0) < count).map(([name]) => name);
  const doubled = [...seen]
    .filter(([name, count]) => counts.has(name) && count > (counts.get(name) ?? 0))
    .map(([name]) => name);
  const unexpected = [...seen.keys()].filter((name) => !counts.has(name));
  return { lost, doubled, unexpected };
}
