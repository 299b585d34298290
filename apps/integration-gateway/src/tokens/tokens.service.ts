import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuthClientsService } from '../auth-clients/auth-clients.service.js';
import { Transactions } from '../messaging.js';
import type { SecretValue } from '../secrets/secret-value.js';
import { SecretsService } from '../secrets/secrets.service.js';
import { AccessTokensService, type Grant } from './access-tokens.service.js';
import type { Credential } from './token.dto.js';

type Opened = Exclude<SecretValue, { type: 'oauth2-client-credentials' }> | Grant;

/** Makes secrets usable. */
@Injectable()
export class TokensService {
  constructor(
    private readonly transactions: Transactions,
    private readonly secrets: SecretsService,
    private readonly clients: AuthClientsService,
    private readonly tokens: AccessTokensService,
  ) {}

  /** The provider is asked outside of any transaction. @throws 404 `no-secret`, also when it is deleted meanwhile */
  async read(tenantId: string, id: string): Promise<Credential> {
    const opened = await this.transactions.inTenant(tenantId, ({ manager }) => this.open(manager, id));
    const credential: Credential =
      'client' in opened ? { type: 'oauth2-client-credentials', ...(await this.tokens.obtain(opened)) } : opened;
    await this.transactions.inTenant(tenantId, (unit) => this.secrets.tellRead(unit, id));
    return credential;
  }

  private async open(manager: EntityManager, id: string): Promise<Opened> {
    const secret = await this.secrets.find(manager, id);
    const value = await this.secrets.open(manager, secret);
    if (value.type !== 'oauth2-client-credentials') return value;
    const client = await this.clients.open(manager, value.authClientId);
    const key = `${id} ${secret.version} ${value.authClientId} ${client.version}`;
    return { key, client, scope: value.scope ?? client.scope };
  }
}
