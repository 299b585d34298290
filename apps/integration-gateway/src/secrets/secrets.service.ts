import { isDeepStrictEqual } from 'node:util';
import { assertVersion, type Caller, newId, type Page, type PageQuery, pageOf, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuthClient } from '../auth-clients/auth-client.entity.js';
import { DeliverySettingsService } from '../delivery-settings/delivery-settings.service.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { SecretBox } from '../sealing/secret-box.service.js';
import { masked } from './masked.js';
import { assertMayReadRaw } from './may-read-raw.js';
import { type CreateSecretDto, type EditSecretDto, type SecretView, viewOfSecret } from './secret.dto.js';
import { Secret } from './secret.entity.js';
import { NoSecret, TooManySecrets } from './secret.errors.js';
import { readValue, type SecretValue } from './secret-value.js';

const mostSecrets = 200;

/** Keeps the tenants' secrets. Whoever sees one in clear is told of on the bus, before it is answered. */
@Injectable()
export class SecretsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: DeliverySettingsService,
    private readonly box: SecretBox,
  ) {}

  async create(tenantId: string, input: CreateSecretDto): Promise<SecretView> {
    const given = readValue(input.type, input.value);
    return this.transactions.inTenant(tenantId, async (unit) => {
      (await this.settings.ofTenant(unit, 'change')).assertOpen();
      const count = await unit.manager.count(Secret);
      if (count >= mostSecrets) throw new TooManySecrets(`Delete one of the ${mostSecrets} first.`);
      const id = newId();
      const { name, type } = input;
      const value = await checkClient(unit.manager, given);
      const secret = Object.assign(new Secret(), {
        id,
        tenantId,
        name,
        type,
        value: await this.box.seal(unit, id, JSON.stringify(value)),
        authClientId: clientOf(value),
        createdAt: new Date(),
        rotatedAt: null,
        version: 1,
      } satisfies Secret);
      await unit.manager.insert(Secret, secret);
      unit.announce('secret-service.secret.created', { id, name, type });
      return viewOfSecret(secret, masked(value));
    });
  }

  list(tenantId: string, query: PageQuery): Promise<Page<SecretView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { items, nextCursor } = await pageOf(manager.createQueryBuilder(Secret, 'secret'), 'secret', query);
      return { items: await Promise.all(items.map((secret) => this.viewOf(manager, secret))), nextCursor };
    });
  }

  read(tenantId: string, id: string): Promise<SecretView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      this.viewOf(manager, await this.find(manager, id)),
    );
  }

  /** In clear. @throws 403 `forbidden` */
  async readRaw(tenantId: string, id: string, caller: Caller): Promise<SecretView> {
    assertMayReadRaw(caller);
    return this.transactions.inTenant(tenantId, async (unit) => {
      const secret = await this.tellRead(unit, id);
      return viewOfSecret(secret, await this.open(unit.manager, secret));
    });
  }

  /** What is as it was already changes nothing, the version neither. */
  edit(tenantId: string, id: string, changes: EditSecretDto, expected: number | undefined): Promise<SecretView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.settings.ofTenant(unit, 'share');
      const secret = await this.find(unit.manager, id, 'for_no_key_update');
      assertVersion(secret.version, expected);
      const before = await this.open(unit.manager, secret);
      const given = changes.value && readValue(secret.type, changes.value);
      const value = given ? await checkClient(unit.manager, given) : before;
      const rotated = !isDeepStrictEqual(plain(value), before);
      const name = changes.name ?? secret.name;
      if (!rotated && name === secret.name) return viewOfSecret(secret, masked(before));
      if (rotated) {
        secret.value = await this.box.seal(unit, id, JSON.stringify(value));
        secret.authClientId = clientOf(value);
        secret.rotatedAt = new Date();
      }
      secret.name = name;
      secret.version += 1;
      return viewOfSecret(await unit.manager.save(secret), masked(value));
    });
  }

  delete(tenantId: string, id: string): Promise<void> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.settings.ofTenant(unit, 'share');
      await remove(unit, await this.find(unit.manager, id, 'for_no_key_update'));
    });
  }

  /** For a tenant that is closed. */
  async destroyAll(unit: UnitOfWork): Promise<void> {
    for (const secret of await unit.manager.find(Secret, { order: { id: 'ASC' } })) await remove(unit, secret);
  }

  /** Tells that somebody reads a secret in clear; what is read must not be answered before the commit. */
  async tellRead(unit: UnitOfWork, id: string): Promise<Secret> {
    const secret = await this.find(unit.manager, id);
    const { name, type } = secret;
    unit.announce('secret-service.token.get', { id, secretId: id, name, type });
    return secret;
  }

  async find(manager: EntityManager, id: string, mode?: 'for_no_key_update'): Promise<Secret> {
    const secret = await manager.findOne(Secret, { where: { id }, ...(mode ? { lock: { mode } } : {}) });
    if (!secret) throw new NoSecret('It does not exist or was deleted.');
    return secret;
  }

  async open(manager: EntityManager, { id, value }: Secret): Promise<SecretValue> {
    return JSON.parse(await this.box.open(manager, id, value)) as SecretValue;
  }

  private async viewOf(manager: EntityManager, secret: Secret): Promise<SecretView> {
    return viewOfSecret(secret, masked(await this.open(manager, secret)));
  }
}

/** The value as it is kept. */
const plain = (value: SecretValue): unknown => JSON.parse(JSON.stringify(value));

const clientOf = (value: SecretValue): string | null => ('authClientId' in value ? value.authClientId : null);

/** The auth client that is named stays until the commit. @throws 400 `validation-failed` when there is none */
async function checkClient(manager: EntityManager, value: SecretValue): Promise<SecretValue> {
  if (value.type !== 'oauth2-client-credentials') return value;
  const client = await manager.findOne(AuthClient, {
    where: { id: value.authClientId },
    lock: { mode: 'for_key_share' },
  });
  if (client) return { ...value, authClientId: client.id };
  const message = 'authClientId must be the id of an auth client';
  throw new ValidationFailed([{ field: 'value.authClientId', rule: 'exists', message }]);
}

async function remove(unit: UnitOfWork, { id, name, type }: Secret): Promise<void> {
  await unit.manager.delete(Secret, { id });
  unit.announce('secret-service.secret.deleted', { id, name, type });
}
