import type { Database, Metrics } from '@crm/platform';
import type { Counter, Histogram } from 'prom-client';
import type { CloudEvent } from '../envelope/cloud-event.js';
import type { Outcome } from './event-processor.js';

/** What is measured of the consumer: `crm_inbox_*`. */
export interface InboxMetrics {
  settled(event: CloudEvent, outcome: Outcome): void;
  parked(type: string): void;
  dead(type: string, reason: string): void;
}

export function handledTotal(metrics: Metrics): Counter<'type'> {
  return metrics.counter({ name: 'crm_inbox_handled_total', help: 'Events handled.', labels: ['type'] });
}

/** Upper bounds in seconds. */
export const lagBounds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30] as const;

export function lagSeconds(metrics: Metrics): Histogram<'type'> {
  return metrics.histogram({
    name: 'crm_inbox_lag_seconds',
    help: "From the event's time to the commit of its effect.",
    labels: ['type'],
    buckets: lagBounds,
  });
}

export function inboxMetrics(metrics: Metrics, database: Database): InboxMetrics {
  const handled = handledTotal(metrics);
  const duplicates = metrics.counter({
    name: 'crm_inbox_duplicates_total',
    help: 'Deliveries of events that had been handled before.',
    labels: ['type'],
  });
  const parked = metrics.counter({
    name: 'crm_inbox_parked_total',
    help: 'Events kept for another try.',
    labels: ['type'],
  });
  const dead = metrics.counter({
    name: 'crm_inbox_dead_total',
    help: 'Deliveries given up, by reason.',
    labels: ['type', 'reason'],
  });
  const lag = lagSeconds(metrics);
  const waiting = metrics.gauge({ name: 'crm_inbox_dead', help: 'Dead letters that wait for a decision.' });
  metrics.gauge({
    name: 'crm_inbox_parked',
    help: 'Events that wait for another try.',
    async collect(gauge) {
      const { rows } = await database.pool.query<{ status: string; n: string }>(
        "SELECT status, count(*) AS n FROM inbox WHERE status IN ('parked', 'dead') GROUP BY status",
      );
      const count = (status: string): number => Number(rows.find((row) => row.status === status)?.n ?? 0);
      gauge.set(count('parked'));
      waiting.set(count('dead'));
    },
  });
  return {
    settled(event, outcome) {
      if (outcome === 'duplicate') duplicates.inc({ type: event.type });
      else if (outcome === 'behind-parked') parked.inc({ type: event.type });
      else {
        handled.inc({ type: event.type });
        lag.observe({ type: event.type }, Math.max(0, Date.now() - Date.parse(event.time)) / 1000);
      }
    },
    parked: (type) => parked.inc({ type }),
    dead: (type, reason) => dead.inc({ type, reason }),
  };
}
