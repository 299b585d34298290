import { Database, Log } from '@crm/platform';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Tenant } from './tenant.entity.js';

/** What the door asks of a tenant. */
export type TenantState = Pick<Tenant, 'id' | 'status' | 'statusReason' | 'revision'>;

const refreshMs = 500;
/** A tenant that nobody came for is forgotten. */
const idleMs = 60_000;
const select = 'SELECT id, status, status_reason AS "statusReason", revision FROM tenant WHERE id = ANY($1::uuid[])';

/**
 * The states of the tenants that requests come for, in memory. A change made by this process is seen at once, one of
 * another replica within a second. While the database is away the last known states hold.
 */
@Injectable()
export class TenantDirectory implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly known = new Map<string, { state: TenantState; usedAt: number }>();
  private timer: NodeJS.Timeout | undefined;
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.refreshing ??= this.refresh().finally(() => {
        this.refreshing = undefined;
      });
    }, refreshMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.refreshing;
  }

  /** The tenant's state; without a promise when it is in memory, undefined when there is no such tenant. */
  find(id: string): TenantState | undefined | Promise<TenantState | undefined> {
    const entry = this.known.get(id);
    if (!entry) return this.load(id);
    entry.usedAt = Date.now();
    return entry.state;
  }

  /** Takes over a state unless a newer one is known. */
  learn({ id, status, statusReason, revision }: TenantState): void {
    const entry = this.known.get(id);
    if (entry && entry.state.revision > revision) return;
    const state = { id, status, statusReason, revision };
    this.known.set(id, { state, usedAt: entry?.usedAt ?? Date.now() });
  }

  private async load(id: string): Promise<TenantState | undefined> {
    const [state] = await this.select([id]);
    if (state) this.learn(state);
    return this.known.get(id)?.state;
  }

  private async refresh(): Promise<void> {
    const oldest = Date.now() - idleMs;
    for (const [id, { usedAt }] of this.known) if (usedAt < oldest) this.known.delete(id);
    if (this.known.size === 0) return;
    try {
      for (const state of await this.select([...this.known.keys()])) this.learn(state);
    } catch (error) {
      this.log.warn('The states of the tenants could not be read again; the last known ones hold', { error });
    }
  }

  private async select(ids: readonly string[]): Promise<TenantState[]> {
    return (await this.database.pool.query<TenantState>(select, [ids])).rows;
  }
}
