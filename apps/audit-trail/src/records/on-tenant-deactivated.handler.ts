import { EventHandler, type EventOf, TenantDeactivated } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { LogsService } from '../logs/logs.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { TimelinesService } from '../timelines/timelines.service.js';
import { tenantDeactivated } from './tenant-sentences.js';

/** The log is sealed, retention starts and the final export is offered; the tenant's timeline has come to its end. */
@EventHandler()
export class OnTenantDeactivated {
  constructor(
    private readonly trail: TrailService,
    private readonly logs: LogsService,
    private readonly timelines: TimelinesService,
  ) {}

  @Handles(TenantDeactivated)
  async handle(event: EventOf<typeof TenantDeactivated>, unit: UnitOfWork): Promise<void> {
    const { tenantId, reason, revision, at } = event.data;
    const target = { kind: 'tenant', id: tenantId };
    await this.trail.record(unit, event, {
      at,
      target,
      sentence: (names) => tenantDeactivated(names, event.data),
      detail: { reason, revision },
    });
    await this.timelines.freeze(unit, target, new Date(at));
    await this.logs.seal(unit, new Date(at));
  }
}
