import type { RunResult } from '@crm/events';
import type { EntityManager } from 'typeorm';

export type CounterName =
  | 'newContacts'
  | 'importedContacts'
  | 'importsCompleted'
  | 'webhooksFailed'
  | `workflowRuns${Capitalize<RunResult>}`;

export const counterNames: readonly CounterName[] = [
  'newContacts',
  'importedContacts',
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

export type Counts = Record<CounterName, number>;

/** All that was counted, and what was counted today (UTC). */
export async function readCounters(manager: EntityManager): Promise<{ total: Counts; today: Counts }> {
  const rows: { name: string; today: string; total: string }[] = await manager.query(
    `SELECT name, sum(value) AS total, coalesce(sum(value) FILTER (WHERE day = (now() AT TIME ZONE 'UTC')::date), 0) AS today
     FROM counter GROUP BY name`,
  );
  const counts = (of: 'today' | 'total'): Counts => {
    const values = counterNames.map(
      (name) => [name, Number(rows.find((row) => row.name === name)?.[of] ?? 0)] as const,
    );
    return Object.fromEntries(values) as Counts;
  };
  return { total: counts('total'), today: counts('today') };
}
