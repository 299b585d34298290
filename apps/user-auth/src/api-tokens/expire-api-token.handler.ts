import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { ApiToken } from './api-token.entity.js';
import { ApiTokensService, expireTimer } from './api-tokens.service.js';

/** Nothing puts the expiry of an API token off. */
@OnTimer(expireTimer)
export class ExpireApiToken implements TimerHandler<'user-auth'> {
  constructor(private readonly apiTokens: ApiTokensService) {}

  async fire({ key: id }: Timer, unit: UnitOfWork): Promise<void> {
    const apiToken = await unit.manager.findOne(ApiToken, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (apiToken) await this.apiTokens.end(unit, [apiToken], 'expired');
  }
}
