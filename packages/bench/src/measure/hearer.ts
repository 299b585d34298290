import { EventHandler, type EventOf, TenantCreated, TenantReactivated } from '@crm/events';
import { defineDatabase, defineService, ServiceConfig } from '@crm/platform';
import { Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Handles, messaging, type UnitOfWork } from './hearer-messaging.js';

class CreateEffects1764000000000 implements MigrationInterface {
  readonly name = 'CreateEffects1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE effect (tenant_id uuid PRIMARY KEY, n integer NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE effect');
  }
}

/** Called after the effect of each event, before its commit. */
export const hearing: { onHandled: (event: EventOf<typeof TenantCreated>, unit: UnitOfWork) => void } = {
  onHandled: () => undefined,
};

@EventHandler()
class OnTenantCreated {
  @Handles(TenantCreated)
  async handle(event: EventOf<typeof TenantCreated>, unit: UnitOfWork): Promise<void> {
    await unit.manager.query(
      'INSERT INTO effect AS e (tenant_id, n) VALUES ($1, 1) ON CONFLICT (tenant_id) DO UPDATE SET n = e.n + 1',
      [event.tenantid],
    );
    hearing.onHandled(event, unit);
  }
}

@EventHandler()
class OnTenantReactivated {
  @Handles(TenantReactivated)
  async handle(): Promise<void> {}
}

@Module({ controllers: [OnTenantCreated, OnTenantReactivated] })
class HearerModule {}

/** A service that only hears, with the links of the onboarding orchestrator: one row per event. */
export const hearerService = defineService({
  name: 'onboarding-orchestrator',
  module: HearerModule,
  config: ServiceConfig,
  database: defineDatabase({ entities: [], migrations: [CreateEffects1764000000000] }),
  extensions: [messaging],
});
