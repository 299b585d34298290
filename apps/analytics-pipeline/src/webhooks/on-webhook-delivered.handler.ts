import { EventHandler, type EventOf, WebhookDelivered } from '@crm/events';
import { FunnelsService } from '../funnels/funnels.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { RollupsService } from '../rollups/rollups.service.js';

/** Volume and latency, in all and per endpoint. */
@EventHandler()
export class OnWebhookDelivered {
  constructor(
    private readonly rollups: RollupsService,
    private readonly funnels: FunnelsService,
  ) {}

  @Handles(WebhookDelivered)
  async handle(event: EventOf<typeof WebhookDelivered>, unit: UnitOfWork): Promise<void> {
    const at = new Date(event.data.at);
    const dimensions = [`endpoint:${event.data.endpointId}`] as const;
    await this.rollups.count(unit, event, [
      { metric: 'webhooks.delivered', at, dimensions },
      { metric: 'webhooks.latency', at, dimensions, duration: event.data.latencyMs },
    ]);
    await this.funnels.reach(unit, { firstWebhookAt: at });
  }
}
