import { isDeepStrictEqual } from 'node:util';
import { assertVersion, mapPage, newId, type Page, type PageQuery, pageOf, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AddressesService } from '../addresses/addresses.service.js';
import { DeliverySettingsService } from '../delivery-settings/delivery-settings.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { SecretBox } from '../sealing/secret-box.service.js';
import { Secret } from '../secrets/secret.entity.js';
import {
  type AuthClientView,
  type CreateAuthClientDto,
  type EditAuthClientDto,
  viewOfAuthClient,
} from './auth-client.dto.js';
import { AuthClient } from './auth-client.entity.js';
import { AuthClientInUse, NoAuthClient, TooManyAuthClients } from './auth-client.errors.js';

const mostClients = 50;

/** What a token is asked for with. */
export type OpenClient = Pick<
  AuthClient,
  'version' | 'tokenUrl' | 'clientId' | 'clientSecret' | 'scope' | 'authMethod'
>;

/** Keeps how tokens are obtained from OAuth 2 providers. */
@Injectable()
export class AuthClientsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: DeliverySettingsService,
    private readonly addresses: AddressesService,
    private readonly box: SecretBox,
  ) {}

  async create(tenantId: string, input: CreateAuthClientDto): Promise<AuthClientView> {
    await this.assertTokenUrl(input.tokenUrl);
    return this.transactions.inTenant(tenantId, async (unit) => {
      (await this.settings.ofTenant(unit, 'change')).assertOpen();
      const count = await unit.manager.count(AuthClient);
      if (count >= mostClients) throw new TooManyAuthClients(`Delete one of the ${mostClients} first.`);
      const id = newId();
      const { name, type, tokenUrl, clientId, authMethod } = input;
      const client = Object.assign(new AuthClient(), {
        id,
        tenantId,
        name,
        type,
        tokenUrl,
        clientId,
        clientSecret: await this.box.seal(unit, id, input.clientSecret),
        scope: input.scope ?? null,
        authMethod,
        createdAt: new Date(),
        version: 1,
      } satisfies AuthClient);
      await unit.manager.insert(AuthClient, client);
      unit.announce('secret-service.auth-client.created', { id, name, type });
      return viewOfAuthClient(client);
    });
  }

  list(tenantId: string, query: PageQuery): Promise<Page<AuthClientView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const builder = manager.createQueryBuilder(AuthClient, 'client');
      return mapPage(await pageOf(builder, 'client', query), viewOfAuthClient);
    });
  }

  read(tenantId: string, id: string): Promise<AuthClientView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => viewOfAuthClient(await find(manager, id)));
  }

  /** What is as it was already changes nothing, the version neither. */
  async edit(
    tenantId: string,
    id: string,
    changes: EditAuthClientDto,
    expected: number | undefined,
  ): Promise<AuthClientView> {
    if (changes.tokenUrl !== undefined) await this.assertTokenUrl(changes.tokenUrl);
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.settings.ofTenant(unit, 'share');
      const client = await find(unit.manager, id, 'for_no_key_update');
      assertVersion(client.version, expected);
      const before = { ...client };
      client.name = changes.name ?? client.name;
      client.tokenUrl = changes.tokenUrl ?? client.tokenUrl;
      client.clientId = changes.clientId ?? client.clientId;
      client.authMethod = changes.authMethod ?? client.authMethod;
      if (changes.scope !== undefined) client.scope = changes.scope;
      if (changes.clientSecret === undefined) assertSameProvider(before, client);
      else if (changes.clientSecret !== (await this.box.open(unit.manager, id, client.clientSecret))) {
        client.clientSecret = await this.box.seal(unit, id, changes.clientSecret);
      }
      if (isDeepStrictEqual({ ...client }, before)) return viewOfAuthClient(client);
      client.version += 1;
      return viewOfAuthClient(await unit.manager.save(client));
    });
  }

  /** @throws AuthClientInUse while a secret refers to it, also one that is just being made */
  delete(tenantId: string, id: string): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.settings.ofTenant(unit, 'share');
      const client = await find(unit.manager, id, 'pessimistic_write');
      const secrets = await unit.manager.countBy(Secret, { authClientId: id });
      if (secrets > 0) throw new AuthClientInUse(`Delete its ${secrets} secrets first.`, { secrets });
      await remove(unit, client);
    });
  }

  /** With the client secret in clear. */
  async open(manager: EntityManager, id: string): Promise<OpenClient> {
    const { version, tokenUrl, clientId, clientSecret, scope, authMethod } = await find(manager, id);
    const opened = await this.box.open(manager, id, clientSecret);
    return { version, tokenUrl, clientId, clientSecret: opened, scope, authMethod };
  }

  /** For a tenant that is closed; its secrets are gone already. */
  async destroyAll(unit: UnitOfWork): Promise<void> {
    for (const client of await unit.manager.find(AuthClient, { order: { id: 'ASC' } })) await remove(unit, client);
  }

  private async assertTokenUrl(tokenUrl: string): Promise<void> {
    this.addresses.assertEncrypted(tokenUrl, 'tokenUrl');
    await this.addresses.assertPublic(tokenUrl, 'tokenUrl');
  }
}

async function find(
  manager: EntityManager,
  id: string,
  mode?: 'for_no_key_update' | 'pessimistic_write',
): Promise<AuthClient> {
  const client = await manager.findOne(AuthClient, { where: { id }, ...(mode ? { lock: { mode } } : {}) });
  if (!client) throw new NoAuthClient('It does not exist or was deleted.');
  return client;
}

async function remove(unit: UnitOfWork, { id, name, type }: AuthClient): Promise<void> {
  await unit.manager.delete(AuthClient, { id });
  unit.announce('secret-service.auth-client.deleted', { id, name, type });
}

/** Whoever may write secrets and not read them could else have the client secret sent to a server of their own. */
function assertSameProvider(before: Pick<AuthClient, 'tokenUrl'>, { tokenUrl }: AuthClient): void {
  if (tokenUrl === before.tokenUrl) return;
  const message = 'clientSecret must be given anew with another tokenUrl';
  throw new ValidationFailed([{ field: 'clientSecret', rule: 'requiredWithTokenUrl', message }]);
}
