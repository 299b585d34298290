import { EventHandler, type EventOf, TenantCreated } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { LogsService } from '../logs/logs.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { tenantCreated } from './tenant-sentences.js';

/** The tenant's log is opened with its first checkpoint. */
@EventHandler()
export class OnTenantCreated {
  constructor(
    private readonly trail: TrailService,
    private readonly logs: LogsService,
  ) {}

  @Handles(TenantCreated)
  async handle(event: EventOf<typeof TenantCreated>, unit: UnitOfWork): Promise<void> {
    const { tenantId, name, slug, plan, owner, timeZone, createdAt } = event.data;
    await this.trail.record(unit, event, {
      at: createdAt,
      target: { kind: 'tenant', id: tenantId },
      sentence: (names) => tenantCreated(names, event.data),
      detail: { name, slug, plan, owner: owner.name, timeZone },
    });
    await this.logs.open(unit, name, new Date(createdAt));
  }
}
