import { newId, type RequestContext } from '@crm/platform';
import type { ClientBase } from 'pg';

export interface NewTimer {
  /** Names the handler: see `OnTimer`. */
  readonly kind: string;
  /** Unique within the kind: the id of what the timer is for. */
  readonly key: string;
  readonly dueAt: Date;
  readonly payload?: Record<string, unknown>;
}

/** What of the context a timer hands on, so that its events name their cause. */
export interface TimerContext {
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly hopCount?: number;
  readonly actor?: string;
}

export async function writeTimer(
  client: ClientBase,
  tenantId: string,
  timer: NewTimer,
  context: RequestContext | undefined,
): Promise<void> {
  const handedOn: TimerContext = context
    ? {
        correlationId: context.correlationId,
        causationId: context.causationId,
        hopCount: context.hopCount,
        actor: context.actor,
      }
    : {};
  await client.query(
    `INSERT INTO timers (id, kind, key, tenant_id, due_at, payload, context) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (kind, key) DO UPDATE SET
       id = excluded.id, due_at = excluded.due_at, payload = excluded.payload, context = excluded.context,
       lease = NULL, leased_until = NULL, attempts = 0, last_error = NULL`,
    [
      newId(),
      timer.kind,
      timer.key,
      tenantId,
      timer.dueAt,
      JSON.stringify(timer.payload ?? {}),
      JSON.stringify(handedOn),
    ],
  );
}

export async function cancelTimer(client: ClientBase, kind: string, key: string): Promise<void> {
  await client.query('DELETE FROM timers WHERE kind = $1 AND key = $2', [kind, key]);
}
