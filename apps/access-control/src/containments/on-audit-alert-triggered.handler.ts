import { AuditAlertTriggered, EventHandler, type EventOf } from '@crm/events';
import { isUuid } from '@crm/platform';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ContainmentsService } from './containments.service.js';

/** The suspect is contained as the severity demands. Only users can be: operators and services have no roles here. */
@EventHandler()
export class OnAuditAlertTriggered {
  constructor(private readonly containments: ContainmentsService) {}

  @Handles(AuditAlertTriggered)
  async handle({ data, time }: EventOf<typeof AuditAlertTriggered>, unit: UnitOfWork): Promise<void> {
    const [kind, id] = data.suspect.split(':');
    if (kind === 'user' && isUuid(id)) await this.containments.place(unit, id.toLowerCase(), data, new Date(time));
  }
}
