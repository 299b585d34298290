import { Database, Health, Metrics } from '@crm/platform';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ConfirmPublisher } from '../broker/confirm-publisher.js';
import { keepSession } from '../broker/session.js';
import { keepLeadership } from './leadership.js';
import { OutboxStore } from './outbox-store.js';
import { relayMetrics } from './relay-metrics.js';
import { RelaySession } from './relay-session.js';

/** Told when another process has written to the outbox. */
const outboxChannel = 'crm_outbox';
const relayLock = [73, 1] as const;
const pruneEveryMs = 600_000;
/** Published rows are kept this long, for questions about what was said when. */
const keepMs = 7 * 86_400_000;

/**
 * Sends what the outbox holds. Every replica has one; the leader works, the others stand by.
 *
 * Order per partition key, at least once; a row is marked only after the broker's confirm.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap {
  private readonly logger = new Logger('relay');
  private readonly stopping = new AbortController();
  private readonly store: OutboxStore;
  private session: RelaySession | undefined;
  private leading = false;
  private lastError: Error | undefined;
  private done: Promise<void> = Promise.resolve();
  private pruning: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly service: string,
    private readonly amqpUrl: string,
    private readonly metrics: Metrics,
    health: Health,
  ) {
    this.store = new OutboxStore(database.pool);
    health.register('outbox', async () => {
      if (this.leading && !this.session)
        throw new Error(`The relay has no channel: ${this.lastError?.message ?? 'starting'}`);
    });
  }

  onApplicationBootstrap(): void {
    const observer = relayMetrics(this.metrics, this.store, this.logger);
    const stop = this.stopping.signal;
    this.done = keepLeadership(
      {
        url: this.database.url,
        name: 'crm-relay',
        lock: relayLock,
        channel: outboxChannel,
        onNotified: () => this.session?.wake(),
      },
      stop,
      async (ended) => {
        this.leading = true;
        try {
          await keepSession(
            {
              url: this.amqpUrl,
              connectionName: `${this.service} relay`,
              onLost: (error) => {
                this.lastError = error;
                this.logger.warn(`The relay's connection was lost and will be made again: ${error.message}`);
              },
            },
            ended,
            async (connection, lost) => {
              const publisher = await ConfirmPublisher.open(
                connection,
                this.service,
                accountOf(this.amqpUrl),
                (error) => this.session?.fail(error),
              );
              const session = new RelaySession(this.store, publisher, observer);
              lost.addEventListener('abort', () => session.fail(lost.reason as Error), { once: true });
              this.session = session;
              try {
                await session.run(ended);
              } finally {
                this.session = undefined;
              }
            },
          );
        } finally {
          this.leading = false;
        }
      },
    );
    this.pruning = setInterval(() => {
      if (this.leading) this.store.prune(new Date(Date.now() - keepMs)).catch((error) => this.logger.warn(error));
    }, pruneEveryMs);
    this.pruning.unref();
  }

  /** The outbox has new rows: sends them now if this replica leads, else tells the one that does. */
  wake(): void {
    if (this.session) this.session.wake();
    else if (!this.leading) this.database.pool.query(`NOTIFY ${outboxChannel}`).catch(() => undefined);
  }

  /** Stops taking rows, waits until what was sent is confirmed and marked. */
  async stop(): Promise<void> {
    clearInterval(this.pruning);
    this.stopping.abort();
    await this.done;
  }
}

const accountOf = (amqpUrl: string): string => decodeURIComponent(new URL(amqpUrl).username);
