import type { RunResult } from '@crm/events';
import type { EntityManager } from 'typeorm';

export type CounterName =
  | 'contactsCreated'
  | 'contactsImported'
  | 'importsCompleted'
  | 'webhooksFailed'
  | `workflowRuns${Capitalize<RunResult>}`;

export const counterNames: readonly CounterName[] = [
  'contactsCreated',
  'contactsImported',
  'importsCompleted',
  'webhooksFailed',
  'workflowRunsSucceeded',
  'workflowRunsFailed',
  'workflowRunsSuperseded',
  'workflowRunsCancelled',
];

export function counterOfRuns(result: RunResult): CounterName {
  return `workflowRuns${(result[0]?.toUpperCase() + result.slice(1)) as Capitalize<RunResult>}`;
}

/** Adds one to counters on the day of `at` (RFC 3339), in an order in which two transactions cannot wait for each other. */
export async function countUp(
  manager: EntityManager,
  tenantId: string,
  at: string,
  ...names: CounterName[]
): Promise<void> {
  const day = new Date(at).toISOString().slice(0, 10);
  await manager.query(
    `INSERT INTO counter (tenant_id, name, day, value) SELECT $1, name, $2, 1 FROM unnest($3::text[]) AS name
     ON CONFLICT (tenant_id, name, day) DO UPDATE SET value = counter.value + 1`,
    [tenantId, day, [...names].sort()],
  );
}

export interface Count {
  readonly today: number;
  readonly last30Days: number;
  readonly total: number;
}

export async function readCounters(manager: EntityManager): Promise<Record<CounterName, Count>> {
  const rows: { name: string; today: string; month: string; total: string }[] = await manager.query(
    `SELECT name, sum(value) AS total,
       coalesce(sum(value) FILTER (WHERE day = (now() AT TIME ZONE 'UTC')::date), 0) AS today,
       coalesce(sum(value) FILTER (WHERE day > (now() AT TIME ZONE 'UTC')::date - 30), 0) AS month
     FROM counter GROUP BY name`,
  );
  const counts = counterNames.map((name) => {
    const row = rows.find((candidate) => candidate.name === name);
    const count = {
      today: Number(row?.today ?? 0),
      last30Days: Number(row?.month ?? 0),
      total: Number(row?.total ?? 0),
    };
    return [name, count] as const;
  });
  return Object.fromEntries(counts) as Record<CounterName, Count>;
}
