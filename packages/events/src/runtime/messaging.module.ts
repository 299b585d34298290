import { COMMANDS, Database, Health, Metrics, ServiceConfig } from '@crm/platform';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { commands } from '../commands.js';
import { HEARD, heardBy } from '../envelope/heard.js';
import type { ServiceName } from '../links.js';
import { DeadLettersController } from '../operations/dead-letters.controller.js';
import { DeadLettersService } from '../operations/dead-letters.service.js';
import { FiguresController } from '../operations/figures.controller.js';
import { FiguresService } from '../operations/figures.service.js';
import { OperationsController } from '../operations/operations.controller.js';
import { OperationsService } from '../operations/operations.service.js';
import { OperatorActs } from '../operations/operator-acts.js';
import { TraceController } from '../operations/trace.controller.js';
import { TraceService } from '../operations/trace.service.js';
import { Relay } from '../outbox/relay.js';
import { TimerRunner } from '../timers/timer-runner.js';
import { MessagingLifecycle } from './messaging-lifecycle.js';

/** What `messagingFor` brings into a service, visible to all its modules. */
@Module({})
export class MessagingModule {
  static of(service: ServiceName, transactions: Type): DynamicModule {
    const Transactions = transactions as new (...parts: unknown[]) => unknown;
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [DeadLettersController, FiguresController, OperationsController, TraceController],
      providers: [
        {
          provide: Relay,
          inject: [Database, ServiceConfig, Metrics, Health],
          useFactory: (database: Database, config: ServiceConfig, metrics: Metrics, health: Health) =>
            new Relay(database, service, config.AMQP_URL, metrics, health),
        },
        {
          provide: TimerRunner,
          inject: [Database, DiscoveryService, ServiceConfig],
          useFactory: (database: Database, discovery: DiscoveryService, config: ServiceConfig) =>
            new TimerRunner(database, service, discovery, config.TIMER_WIDTH ?? Math.max(1, config.DATABASE_POOL - 2)),
        },
        {
          provide: transactions,
          inject: [Database, Relay, TimerRunner],
          useFactory: (database: Database, relay: Relay, timers: TimerRunner) =>
            new Transactions(database, service, relay, timers),
        },
        { provide: COMMANDS, useValue: commands },
        { provide: HEARD, useValue: heardBy(service) },
        MessagingLifecycle,
        DeadLettersService,
        FiguresService,
        OperationsService,
        OperatorActs,
        TraceService,
      ],
      exports: [transactions, COMMANDS],
    };
  }
}
