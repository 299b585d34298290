import { readFileSync } from 'node:fs';
import { Database, Health, Metrics, newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { ServiceFigures } from '../commands.js';
import { handledTotal, lagBounds, lagSeconds } from '../inbox/inbox-metrics.js';
import { eventClasses } from '../links.js';
import { OutboxStore } from '../outbox/outbox-store.js';
import { publishedTotal } from '../outbox/relay-metrics.js';
import { bucketsByLabel, totalsByLabel } from './metric-values.js';

const manifest = new URL('../../package.json', import.meta.url);
const domainTypes: ReadonlySet<string> = new Set(eventClasses.map(({ type }) => type));

interface Kept {
  readonly status: 'parked' | 'dead';
  readonly type: string;
  readonly reason: string;
  readonly count: number;
}

/** Reads what this process counts, and what its database holds, at the price of three small queries. */
@Injectable()
export class FiguresService {
  private readonly instance = newId();
  private readonly startedAt = new Date().toISOString();
  private readonly version = String((JSON.parse(readFileSync(manifest, 'utf8')) as { version: unknown }).version);
  private readonly store: OutboxStore;

  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
    private readonly health: Health,
  ) {
    this.store = new OutboxStore(database.pool);
  }

  async read(): Promise<ServiceFigures> {
    const [published, handled, lags, kept, outbox, { status, checks }] = await Promise.all([
      totalsByLabel(publishedTotal(this.metrics), 'type'),
      totalsByLabel(handledTotal(this.metrics), 'type'),
      bucketsByLabel(lagSeconds(this.metrics), 'type'),
      this.kept(),
      this.store.backlog(),
      this.health.readiness(),
    ]);
    const said = Object.entries(published);
    const { user, system } = process.cpuUsage();
    return {
      instance: this.instance,
      startedAt: this.startedAt,
      version: this.version,
      memoryBytes: process.memoryUsage.rss(),
      cpuSeconds: (user + system) / 1_000_000,
      published: Object.fromEntries(said.filter(([type]) => domainTypes.has(type))),
      serviceEvents: Object.fromEntries(said.filter(([type]) => !domainTypes.has(type))),
      handled: Object.fromEntries(
        Object.entries(handled).map(([type, total]) => [type, { total, lag: lags[type] ?? [] }]),
      ),
      lagBounds: [...lagBounds],
      parked: sumBy(kept, 'parked', 'type'),
      dead: sumBy(kept, 'dead', 'type'),
      deadByReason: sumBy(kept, 'dead', 'reason'),
      outbox,
      ready: status === 'ready',
      reasons: Object.entries(checks).flatMap(([name, { message }]) =>
        message === undefined ? [] : [`${name}: ${message}`],
      ),
    };
  }

  /** Two statements in one, since each has its own partial index. */
  private async kept(): Promise<Kept[]> {
    const { rows } = await this.database.pool.query<Kept>({
      name: 'figures-kept',
      text: `SELECT 'parked' AS status, type, '' AS reason, count(*)::int AS count
             FROM inbox WHERE status = 'parked' GROUP BY type
             UNION ALL
             SELECT 'dead', type, coalesce(reason, ''), count(*)::int
             FROM inbox WHERE status = 'dead' GROUP BY type, coalesce(reason, '')`,
    });
    return rows;
  }
}

function sumBy(kept: readonly Kept[], status: Kept['status'], by: 'type' | 'reason'): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of kept) if (row.status === status) sums[row[by]] = (sums[row[by]] ?? 0) + row.count;
  return sums;
}
