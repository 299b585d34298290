import type { ServiceName } from '@crm/events';
import { Pool } from 'pg';

/** The services' databases as superuser: the auditor sees past every restriction, and writes nothing. */
export class Databases {
  private readonly pools = new Map<ServiceName, Pool>();

  constructor(private readonly adminUrl: string) {}

  async rows<T extends object>(service: ServiceName, sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.poolOf(service).query<T>(sql, values)).rows;
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }

  private poolOf(service: ServiceName): Pool {
    const known = this.pools.get(service);
    if (known) return known;
    const url = new URL(this.adminUrl);
    url.pathname = `/crm_${service.replaceAll('-', '_')}`;
    const pool = new Pool({ connectionString: url.href, max: 2 });
    // The server goes and comes under an auditor's hands: the next question has a connection of its own.
    pool.on('error', () => undefined);
    this.pools.set(service, pool);
    return pool;
  }
}
