import type { ServiceName } from '@crm/events';
import { Client } from 'pg';

/** One connection per service database as superuser: the auditor sees past every restriction, and writes nothing. */
export class Databases {
  constructor(private readonly adminUrl: string) {}

  /** Rows of one statement; the connection is made for it, since servers come and go under an auditor's hands. */
  async rows<T extends object>(service: ServiceName, sql: string, values: unknown[] = []): Promise<T[]> {
    const url = new URL(this.adminUrl);
    url.pathname = `/crm_${service.replaceAll('-', '_')}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      return (await client.query<T>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }
}
