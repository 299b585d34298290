import { AuditAlertTriggered, EventHandler, type EventOf } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { WebhookMessagesService } from './webhook-messages.service.js';

/** Endpoints hear of alerts; the entries behind them are read from the audit trail. */
@EventHandler()
export class OnAuditAlertTriggered {
  constructor(private readonly messages: WebhookMessagesService) {}

  @Handles(AuditAlertTriggered)
  async handle({ id, type, data }: EventOf<typeof AuditAlertTriggered>, unit: UnitOfWork): Promise<void> {
    await this.messages.offer(unit, {
      type: 'audit-alert.triggered',
      eventType: type,
      at: data.windowEnd,
      data: { alertId: data.alertId, rule: data.rule, severity: data.severity, suspect: data.suspect },
      dedupeKey: id,
    });
  }
}
