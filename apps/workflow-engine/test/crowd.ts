import type { Tenant } from './world.js';

/**
 * Runs of a workflow as if so many contacts waited in its first step, and their timers, which are due in an hour. They
 * began a second ago unless told.
 */
export async function crowd(
  { engine, id: tenantId }: Tenant,
  workflowId: string,
  size: number,
  began = new Date(Date.now() - 1_000),
): Promise<void> {
  await engine.sql(
    `INSERT INTO workflow_run SELECT gen_random_uuid(), tenant_id, id, 1, name, gen_random_uuid(),
       'crm.contact.created.v1', gen_random_uuid()::text, '{}', NULL, 'standard', 'waiting', 'steps.0',
       now() + interval '1 hour', false, false, 0, NULL, false, NULL, $3, NULL
     FROM workflow, generate_series(1, $2) WHERE id = $1`,
    [workflowId, size, began],
  );
  await engine.sql(
    `INSERT INTO timers (id, kind, key, tenant_id, due_at, payload, context)
     SELECT gen_random_uuid(), 'advance-run', id::text, tenant_id, waits_until, '{}', '{}'
     FROM workflow_run WHERE workflow_id = $1 AND tenant_id = $2 AND ended_at IS NULL`,
    [workflowId, tenantId],
  );
}
