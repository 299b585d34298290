import { Database, Health, Metrics, ServiceConfig, type ServiceExtension } from '@crm/platform';
import { type DynamicModule, Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HEARD, type Heard } from '../envelope/heard.js';
import { Consumer, type ConsumerOptions } from '../inbox/consumer.js';
import { Deliveries } from '../inbox/deliveries.js';
import { EventProcessor } from '../inbox/event-processor.js';
import { inboxMetrics } from '../inbox/inbox-metrics.js';
import { ParkedRetrier } from '../inbox/parked-retrier.js';
import type { ServiceName } from '../links.js';
import { messagingMigrations } from '../migrations.js';
import { Relay } from '../outbox/relay.js';
import { BusReader } from '../service-events/bus-reader.js';
import { TimerRunner } from '../timers/timer-runner.js';
import { busDeadQueueOf, busQueueOf, deadQueueOf, queueOf } from '../topology/names.js';
import { ServiceTransactions } from '../work/transactions.js';
import type { UnitOfWork } from '../work/unit-of-work.js';
import { EventTransport } from './event-transport.js';
import { handlesOf, handlesServiceEventsOf } from './handles.js';
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
  readonly answers = () => import('../generated/answers.json', { with: { type: 'json' } });
  readonly Handles = handlesOf<S>();
  /** For a service that listens to the bus; see `busListeners`. */
  readonly HandlesServiceEvents: ReturnType<typeof handlesServiceEventsOf<S>>;
  /** Injectable: opens units of work that can publish this service's events and no others. */
  readonly Transactions: TransactionsClass<S> = class Transactions extends ServiceTransactions<S> {};

  constructor(readonly service: S) {
    this.HandlesServiceEvents = handlesServiceEventsOf(service);
  }

  imports(): DynamicModule[] {
    return [MessagingModule.of(this.service, this.Transactions)];
  }

  async attach(app: NestFastifyApplication): Promise<void> {
    const lifecycle = app.get(MessagingLifecycle);
    const heard = app.get<Heard>(HEARD);
    const transport = new EventTransport(
      this.service,
      () => lifecycle.start(),
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
    const deliveries = new Deliveries(database, processor, heard, schedule[0] ?? 0, metrics, logger, lifecycle.signal);
    const consume = (queue: string, more: Pick<ConsumerOptions, 'deadQueue' | 'read'>): void => {
      const consumer = new Consumer(
        {
          url: config.AMQP_URL,
          connectionName: `${this.service} consumer of ${queue}`,
          queue,
          ...more,
          width,
          onLost: (error) => logger.warn(`The session on ${queue} was lost and will be made again: ${error.message}`),
        },
        deliveries,
      );
      lifecycle.consumers.push(consumer);
      app.get(Health).register(`consumer of ${queue}`, async () => {
        if (!consumer.consuming) throw new Error(`No consumer is active on ${queue}.`);
      });
    };
    if (heard.events.size > 0) consume(queueOf(this.service), { deadQueue: deadQueueOf(this.service) });
    if (heard.onBus.size > 0) {
      const reader = new BusReader(this.service, decodeURIComponent(new URL(config.AMQP_URL).username));
      const deadQueue = busDeadQueueOf(this.service);
      consume(busQueueOf(this.service), {
        ...(deadQueue ? { deadQueue } : {}),
        read: (message) => reader.read(message),
      });
    }
    if (lifecycle.consumers.length > 0) {
      lifecycle.retrier = new ParkedRetrier(database, processor, heard, schedule, metrics, logger, Math.min(4, width));
    }
    app.connectMicroservice({ strategy: transport }, { inheritAppConfig: false });
  }
}

export function messagingFor<S extends ServiceName>(service: S): Messaging<S> {
  return new Messaging(service);
}
