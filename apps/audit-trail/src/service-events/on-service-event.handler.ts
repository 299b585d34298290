import { EventHandler, type HeardServiceEvent, serviceOfSource, Unprocessable } from '@crm/events';
import { Log } from '../logs/log.entity.js';
import { HandlesServiceEvents, type UnitOfWork } from '../messaging.js';
import { isOurService } from './our-services.js';
import { ServiceEventTrailService } from './service-event-trail.service.js';

/** Everything that is told on the bus becomes an entry, in the tenant that it names and with the facts that it brings. */
@EventHandler()
export class OnServiceEvent {
  constructor(private readonly trail: ServiceEventTrailService) {}

  @HandlesServiceEvents()
  async handle(event: HeardServiceEvent, unit: UnitOfWork): Promise<void> {
    const serviceName = serviceOfSource(event.source);
    // Our own services tell of a tenant in any order; anybody else's word does not make one.
    if (!isOurService(serviceName) && !(await unit.manager.existsBy(Log, { tenantId: unit.tenantId }))) {
      throw new Unprocessable(
        'unknown-tenant',
        `There is no tenant ${unit.tenantId} of which ${serviceName} could tell.`,
      );
    }
    await this.trail.record(unit, event);
  }
}
