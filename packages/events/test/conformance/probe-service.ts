import {
  EventHandler,
  type EventOf,
  OnboardingStarted,
  OnTimer,
  TenantCreated,
  TenantReactivated,
  type Timer,
  type TimerHandler,
} from '@crm/events';
import {
  defineDatabase,
  defineService,
  newId,
  ServiceConfig,
  type ServiceDefinition,
  tenantOwned,
} from '@crm/platform';
import { Injectable, Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Handles, messaging, Transactions, type UnitOfWork } from './probe-messaging.js';

class CreateEffects1764000000000 implements MigrationInterface {
  readonly name = 'CreateEffects1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE effect (n bigint GENERATED ALWAYS AS IDENTITY, tenant_id uuid, event_id uuid, subject text, sequence int)',
    );
    for (const statement of tenantOwned('effect')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE effect');
  }
}

/** What the handlers do before their effects; a spec sets it. */
export const behaviour: {
  before: (event: EventOf<typeof TenantCreated>) => Promise<void> | void;
  publishes: boolean;
  beforeTimer: (timer: Timer) => Promise<void> | void;
} = {
  before: () => undefined,
  publishes: false,
  beforeTimer: () => undefined,
};

const startedBy = (tenantId: string, onboardingId: string) => ({
  tenantId,
  onboardingId,
  plan: 'standard',
  planVersion: 1,
  steps: [],
  expectedDays: 1,
  startedAt: new Date().toISOString(),
});

@EventHandler()
class OnTenantCreated {
  @Handles(TenantCreated)
  async handle(event: EventOf<typeof TenantCreated>, unit: UnitOfWork): Promise<void> {
    await behaviour.before(event);
    await unit.manager.query('INSERT INTO effect (tenant_id, event_id, subject, sequence) VALUES ($1, $2, $3, $4)', [
      event.tenantid,
      event.id,
      event.subject,
      event.sequence,
    ]);
    if (behaviour.publishes) unit.publish(OnboardingStarted, startedBy(event.tenantid, newId()));
  }
}

@EventHandler()
class OnTenantReactivated {
  @Handles(TenantReactivated)
  async handle(): Promise<void> {}
}

/** A timer that counts its own firings. */
@OnTimer('probe')
class ProbeTimer implements TimerHandler<'onboarding-orchestrator', string> {
  async attempt(timer: Timer): Promise<string> {
    await behaviour.beforeTimer(timer);
    if (timer.payload['failures'] !== undefined && timer.attempts < Number(timer.payload['failures'])) {
      throw new Error('not yet');
    }
    return 'done';
  }

  async fire(timer: Timer, unit: UnitOfWork, outcome: string): Promise<void> {
    await unit.manager.query('INSERT INTO effect (tenant_id, event_id, subject, sequence) VALUES ($1, $2, $3, $4)', [
      timer.tenantId,
      timer.id,
      `${timer.key} ${outcome}`,
      timer.attempts,
    ]);
  }
}

/** Publishes as a request of a service would. */
@Injectable()
export class Probe {
  constructor(private readonly transactions: Transactions) {}

  publish(tenantId: string, onboardingId: string, fail = false): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      unit.publish(OnboardingStarted, startedBy(tenantId, onboardingId));
      if (fail) throw new Error('The transaction is rolled back.');
    });
  }

  schedule(tenantId: string, key: string, dueInMs: number, payload: Record<string, unknown> = {}): Promise<void> {
    return this.transactions.inTenant(tenantId, (unit) =>
      unit.schedule({ kind: 'probe', key, dueAt: new Date(Date.now() + dueInMs), payload }),
    );
  }
}

@Module({ controllers: [OnTenantCreated, OnTenantReactivated], providers: [Probe, ProbeTimer] })
class ProbeModule {}

/** A service with the links of the onboarding orchestrator whose effects are rows that a spec can count. */
export const probeService: ServiceDefinition = defineService({
  name: 'onboarding-orchestrator',
  module: ProbeModule,
  config: ServiceConfig,
  database: defineDatabase({ entities: [], migrations: [CreateEffects1764000000000] }),
  extensions: [messaging],
});
