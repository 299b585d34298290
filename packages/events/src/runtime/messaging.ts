import { Database, Health, Metrics, ServiceConfig, type ServiceExtension } from '@crm/platform';
import { type DynamicModule, Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventClass } from '../contracts/event-class.js';
import { Consumer } from '../inbox/consumer.js';
import { Deliveries } from '../inbox/deliveries.js';
import { EventProcessor } from '../inbox/event-processor.js';
import { inboxMetrics } from '../inbox/inbox-metrics.js';
import { ParkedRetrier } from '../inbox/parked-retrier.js';
import { links, type ServiceName } from '../links.js';
import { messagingMigrations } from '../migrations.js';
import { Relay } from '../outbox/relay.js';
import { TimerRunner } from '../timers/timer-runner.js';
import { queueOf } from '../topology/names.js';
import { ServiceTransactions } from '../work/transactions.js';
import type { UnitOfWork } from '../work/unit-of-work.js';
import { EventTransport } from './event-transport.js';
import { handlesOf } from './handles.js';
import { MessagingModule } from './messaging.module.js';
import { MessagingLifecycle } from './messaging-lifecycle.js';

export type UnitOfWorkOf<M> = M extends Messaging<infer S> ? UnitOfWork<S> : never;

type TransactionsClass<S extends ServiceName> = new (
  ...parts: ConstructorParameters<typeof ServiceTransactions<S>>
) => ServiceTransactions<S>;

/** A service's part in the map: what it needs to hear, to say and to set timers. One per service, in `messaging.ts`. */
export class Messaging<S extends ServiceName> implements ServiceExtension {
  readonly name = 'messaging';
  readonly migrations = messagingMigrations;
  readonly Handles = handlesOf<S>();
  /** Injectable: opens units of work that can publish this service's events and no others. */
  readonly Transactions: TransactionsClass<S> = class Transactions extends ServiceTransactions<S> {};

  constructor(readonly service: S) {}

  imports(): DynamicModule[] {
    return [MessagingModule.of(this.service, this.Transactions)];
  }

  async attach(app: NestFastifyApplication): Promise<void> {
    const lifecycle = app.get(MessagingLifecycle);
    const heard = new Map<string, EventClass>(links[this.service].consumes.map((event) => [event.type, event]));
    const transport = new EventTransport(
      this.service,
      () => lifecycle.start(heard.size > 0),
      () => lifecycle.stop(),
    );
    const config = app.get(ServiceConfig);
    const database = app.get(Database);
    const relay = app.get(Relay);
    const timers = app.get(TimerRunner);
    timers.relay = relay;
    const logger = new Logger('consumer');
    const metrics = inboxMetrics(app.get(Metrics), database);
    const processor = new EventProcessor(database, this.service, relay, timers, transport.invoke);
    const schedule = config.INBOX_RETRY_SECONDS.split(',').map((seconds) => Number(seconds) * 1_000);
    // Two connections of the pool are left for requests and probes.
    const width = Math.max(1, config.DATABASE_POOL - 2);
    lifecycle.consumer = new Consumer(
      {
        url: config.AMQP_URL,
        connectionName: `${this.service} consumer`,
        queue: queueOf(this.service),
        width,
        onLost: (error) => logger.warn(`The consumer's session was lost and will be made again: ${error.message}`),
      },
      new Deliveries(database, processor, heard, schedule[0] ?? 0, metrics, logger, lifecycle.signal),
    );
    lifecycle.retrier = new ParkedRetrier(database, processor, heard, schedule, metrics, logger, Math.min(4, width));
    if (heard.size > 0) {
      app.get(Health).register('consumer', async () => {
        if (!lifecycle.consumer?.consuming) throw new Error(`No consumer is active on ${queueOf(this.service)}.`);
      });
    }
    app.connectMicroservice({ strategy: transport }, { inheritAppConfig: false });
  }
}

export function messagingFor<S extends ServiceName>(service: S): Messaging<S> {
  return new Messaging(service);
}
