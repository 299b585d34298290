import { EventHandler, type EventOf, messagingFor, TenantCreated, TenantReactivated } from '@crm/events';
import { defineDatabase, defineService, ServiceConfig } from '@crm/platform';
import { bootService } from '@crm/testing';
import { Module, type Type } from '@nestjs/common';
import { expect, test } from 'vitest';

const messaging = messagingFor('onboarding-orchestrator');
const { Handles } = messaging;

@EventHandler()
class OnTenantCreated {
  @Handles(TenantCreated)
  async handle(_event: EventOf<typeof TenantCreated>): Promise<void> {}
}

@EventHandler()
class OnTenantReactivated {
  @Handles(TenantReactivated)
  async handle(_event: EventOf<typeof TenantReactivated>): Promise<void> {}
}

@EventHandler()
class OnTenantReactivatedAgain {
  @Handles(TenantReactivated)
  async handle(_event: EventOf<typeof TenantReactivated>): Promise<void> {}
}

function serviceWith(...controllers: Type[]) {
  @Module({ controllers })
  class Some {}
  return defineService({
    name: 'onboarding-orchestrator',
    module: Some,
    config: ServiceConfig,
    database: defineDatabase({ entities: [], migrations: [] }),
    extensions: [messaging],
  });
}

test('a service whose handlers are its links starts', async () => {
  const running = await bootService(serviceWith(OnTenantCreated, OnTenantReactivated));
  await running.stop();
});

test('a service with a handler too few does not start and says which', async () => {
  await expect(bootService(serviceWith(OnTenantCreated))).rejects.toThrow('no handler for crm.tenant.reactivated.v1');
});

test('a service with a handler too many does not start and says which', async () => {
  const surplus = serviceWith(OnTenantCreated, OnTenantReactivated, OnTenantReactivatedAgain);
  await expect(bootService(surplus)).rejects.toThrow('one handler too many for crm.tenant.reactivated.v1');
});
