import { EventHandler, type EventOf, TenantSuspended } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { LogsService } from '../logs/logs.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { tenantSuspended } from './tenant-sentences.js';

/** A checkpoint is forced, so that the state at that moment can be proved. */
@EventHandler()
export class OnTenantSuspended {
  constructor(
    private readonly trail: TrailService,
    private readonly logs: LogsService,
  ) {}

  @Handles(TenantSuspended)
  async handle(event: EventOf<typeof TenantSuspended>, unit: UnitOfWork): Promise<void> {
    const { tenantId, reason, revision, at } = event.data;
    await this.trail.record(unit, event, {
      at,
      target: { kind: 'tenant', id: tenantId },
      sentence: (names) => tenantSuspended(names, event.data),
      detail: { reason, revision },
    });
    await this.logs.prove(unit, 'suspended');
  }
}
