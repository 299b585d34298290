import type { Metrics } from '@crm/platform';
import type { Logger } from '@nestjs/common';
import type { Counter } from 'prom-client';
import type { OutboxStore } from './outbox-store.js';
import type { RelayObserver } from './relay-session.js';

export function publishedTotal(metrics: Metrics): Counter<'type'> {
  return metrics.counter({ name: 'crm_outbox_published_total', help: 'Confirmed messages.', labels: ['type'] });
}

/** What is measured of the relay: `crm_outbox_*`. */
export function relayMetrics(metrics: Metrics, store: OutboxStore, logger: Logger): RelayObserver {
  const confirm = metrics.histogram({
    name: 'crm_outbox_confirm_seconds',
    help: 'From publish to the confirm of the broker.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
  });
  const published = publishedTotal(metrics);
  const failures = metrics.counter({
    name: 'crm_outbox_failed_total',
    help: 'Publishes that were returned or refused; the rows wait for another try.',
    labels: ['type'],
  });
  const oldest = metrics.gauge({ name: 'crm_outbox_oldest_seconds', help: 'Age of the oldest unpublished row.' });
  metrics.gauge({
    name: 'crm_outbox_pending',
    help: 'Unpublished rows.',
    async collect(gauge) {
      const backlog = await store.backlog();
      gauge.set(backlog.pending);
      oldest.set(backlog.oldestSeconds);
    },
  });
  return {
    confirmed(row, seconds) {
      confirm.observe(seconds);
      published.inc({ type: row.routing_key });
    },
    failed(row, error) {
      failures.inc({ type: row.routing_key });
      logger.error(`Event ${row.id} (${row.routing_key}) stays in the outbox: ${error.message}`);
    },
  };
}
