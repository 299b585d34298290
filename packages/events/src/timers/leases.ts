import type { Database } from '@crm/platform';

/** How long the timers of a process that died, or froze, stay its own. */
export const leaseSeconds = 8;
const renewEveryMs = 2_500;

interface Leased {
  readonly id: string;
  readonly lease: string;
}

/** Keeps the timers that this process fires its own, however long that takes, by renewing their leases while it lives. */
export class Leases {
  private readonly held = new Set<Leased>();
  private renewing: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  hold(timer: Leased): void {
    this.held.add(timer);
    this.renewing ??= setInterval(() => this.renew(), renewEveryMs);
  }

  release(timer: Leased): void {
    this.held.delete(timer);
    if (this.held.size > 0) return;
    clearInterval(this.renewing);
    this.renewing = undefined;
  }

  /** Lets go of what is still held, such as timers that were taken and not begun: others may fire them at once. */
  async giveUp(): Promise<void> {
    clearInterval(this.renewing);
    this.renewing = undefined;
    if (this.held.size > 0) await this.lease(0);
    this.held.clear();
  }

  private renew(): void {
    void this.lease(leaseSeconds);
  }

  /** One that fails is made up for by the next, or another process takes over: settling checks the lease. */
  private async lease(seconds: number): Promise<void> {
    const timers = [...this.held];
    const statement = {
      name: 'timers-lease',
      text: `UPDATE timers SET leased_until = now() + make_interval(secs => $1)
             FROM unnest($2::uuid[], $3::uuid[]) AS held (id, lease)
             WHERE timers.id = held.id AND timers.lease = held.lease`,
      values: [seconds, timers.map(({ id }) => id), timers.map(({ lease }) => lease)],
    };
    await this.database.pool.query(statement).catch(() => undefined);
  }
}
