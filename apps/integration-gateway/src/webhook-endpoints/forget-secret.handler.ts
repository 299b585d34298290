import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { forgetSecretTimer } from './endpoint-secrets.service.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

/** A secret that signs no more is not kept either. */
@OnTimer(forgetSecretTimer)
export class ForgetSecret implements TimerHandler<'integration-gateway'> {
  async fire({ key }: Timer, unit: UnitOfWork): Promise<void> {
    await unit.manager.update(WebhookEndpoint, { id: key }, { previousSecret: null, previousSecretUntil: null });
  }
}
