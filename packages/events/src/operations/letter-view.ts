import { parseBody } from '../envelope/read.js';
import type { KeptDelivery } from '../inbox/inbox-store.js';
import type { DeadLetterView } from './operations.dto.js';

export function letterView(row: KeptDelivery): DeadLetterView {
  return {
    id: row.event_id,
    type: row.type,
    tenantId: row.tenant_id,
    status: row.status,
    reason: row.reason,
    error: row.error,
    attempts: row.attempts,
    receivedAt: row.received_at,
    event: row.body && shownOf(row.body),
    headers: row.headers,
    history: row.history ?? [],
  };
}

/** A body that is nested too deep to be written again is shown like one that is no JSON. */
function shownOf(body: Buffer): unknown {
  const parsed = parseBody(body);
  try {
    if (parsed && JSON.stringify(parsed)) return parsed;
  } catch {
    // Falls through to its bytes.
  }
  return { base64: body.toString('base64') };
}
