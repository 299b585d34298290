import { type Database, withContext } from '@crm/platform';
import type { CloudEvent } from '../envelope/cloud-event.js';
import type { ServiceName } from '../links.js';
import { sabotaged } from '../runtime/faults.js';
import { UnitOfWork, type Wakeable } from '../work/unit-of-work.js';
import { claim, park } from './inbox-store.js';

export type Outcome = 'handled' | 'duplicate' | 'behind-parked';

/** Runs a handler for one event; rejects with the handler's own error. */
export type Invoke = (event: CloudEvent, unit: UnitOfWork) => Promise<void>;

/**
 * Handles one event in one transaction: inbox row, the handler's effects and the events that follow from it commit
 * together. The advisory lock keeps the order of a partition key even while two processes overlap in a fail-over.
 */
export class EventProcessor {
  constructor(
    private readonly database: Database,
    private readonly service: ServiceName,
    private readonly relay: Wakeable,
    private readonly timers: Wakeable,
    private readonly invoke: Invoke,
  ) {}

  /** Handles a delivery that came from the broker. */
  handle(event: CloudEvent, body: Buffer): Promise<Outcome> {
    return this.inside(event, async (unit) => {
      const claimed = await claim(unit.client, event);
      if (claimed === 'duplicate') return 'duplicate';
      if (claimed === 'behind-parked') {
        await park(unit.client, event, body, 0, null, null);
        return 'behind-parked';
      }
      refusePoison(event);
      await this.invoke(event, unit);
      return 'handled';
    });
  }

  /** Handles an event that was parked; does nothing if it is parked no more. */
  retry(event: CloudEvent): Promise<Outcome> {
    return this.inside(event, async (unit) => {
      const { rowCount } = await unit.client.query(
        `UPDATE inbox SET status = 'handled', handled_at = now(), attempts = attempts + 1, retry_at = NULL, body = NULL,
           error = NULL, reason = NULL
         WHERE event_id = $1 AND status = 'parked'`,
        [event.id],
      );
      if (rowCount === 0) return 'duplicate';
      refusePoison(event);
      await this.invoke(event, unit);
      return 'handled';
    });
  }

  private inside(event: CloudEvent, work: (unit: UnitOfWork) => Promise<Outcome>): Promise<Outcome> {
    const context = {
      requestId: event.id,
      correlationId: event.correlationid,
      causationId: event.id,
      hopCount: event.hopcount,
      actor: `service:${this.service}`,
      tenantId: event.tenantid,
      ...(event.traceparent ? { traceparent: event.traceparent } : {}),
    };
    return withContext(context, () =>
      this.database.transaction(
        event.tenantid,
        (tx) => work(new UnitOfWork(tx, this.service, this.relay, this.timers)),
        { lockKey: event.partitionkey },
      ),
    );
  }
}

/** In test builds alone; see `Sabotage`. */
function refusePoison(event: CloudEvent): void {
  if (event.actor === 'poison' && sabotaged('poison')) throw new Error('This event is poison.');
}
