import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { type EntityManager, IsNull } from 'typeorm';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { platformScope } from '../platform-scope.js';
import { LinkKey } from './link-key.entity.js';
import { SigningKey } from './signing-key.entity.js';

export const rotateTimer = 'rotate-signing-key';
const rotationDays = 30;
/** Longer than an access token lives, with room for verifiers that read the published keys late. */
const publishedAfterRetirementMs = 3_600_000;

export interface PublicKeys {
  keys: JWK[];
}

/** The keys that tokens are signed with. They lie in the database, so that every replica signs with the same. */
@Injectable()
export class KeysService implements OnApplicationBootstrap {
  constructor(private readonly transactions: Transactions) {}

  /** From the first start on there is a key, and it is replaced in time. */
  async onApplicationBootstrap(): Promise<void> {
    await this.transactions.inTenant(platformScope, async (unit) => {
      await lock(unit.manager);
      await unit.manager
        .createQueryBuilder()
        .insert()
        .into(LinkKey)
        .values({ id: 1, secret: randomBytes(32) })
        .orIgnore()
        .execute();
      const key = (await newest(unit.manager)) ?? (await make(unit.manager));
      await scheduleRotation(unit, key);
    });
  }

  /** The key that signs now. */
  async signingKey(): Promise<SigningKey> {
    const key = await this.transactions.outsideTenants(newest);
    if (!key) throw new Error('There is no signing key; it is made when the service starts.');
    return key;
  }

  /** Every key that a valid token may be signed with (RFC 7517). */
  published(): Promise<PublicKeys> {
    return this.transactions.outsideTenants(async (manager) => {
      const keys = await manager
        .createQueryBuilder(SigningKey, 'key')
        .where('key.retired_at IS NULL OR key.retired_at > :since', {
          since: new Date(Date.now() - publishedAfterRetirementMs),
        })
        .orderBy('key.created_at', 'DESC')
        .getMany();
      return { keys: keys.map(({ publicJwk }) => publicJwk) };
    });
  }

  /** Signs with a new key from now on. */
  async rotate(unit: UnitOfWork): Promise<SigningKey> {
    await lock(unit.manager);
    await unit.manager.update(SigningKey, { retiredAt: IsNull() }, { retiredAt: new Date() });
    const key = await make(unit.manager);
    await scheduleRotation(unit, key);
    return key;
  }

  async linkSecret(manager: EntityManager): Promise<Buffer> {
    return (await manager.findOneByOrFail(LinkKey, { id: 1 })).secret;
  }
}

async function lock(manager: EntityManager): Promise<void> {
  await manager.query("SELECT pg_advisory_xact_lock(hashtextextended('signing-keys', 0))");
}

function newest(manager: EntityManager): Promise<SigningKey | null> {
  return manager.findOne(SigningKey, { where: { retiredAt: IsNull() }, order: { createdAt: 'DESC' } });
}

async function make(manager: EntityManager): Promise<SigningKey> {
  const pair = generateKeyPairSync('ed25519');
  const bare = pair.publicKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(bare);
  return manager.save(
    Object.assign(new SigningKey(), {
      kid,
      publicJwk: { ...bare, kid, alg: 'EdDSA', use: 'sig' },
      privateJwk: { ...(pair.privateKey.export({ format: 'jwk' }) as JWK), kid, alg: 'EdDSA' },
      createdAt: new Date(),
      retiredAt: null,
    } satisfies SigningKey),
  );
}

/** The same moment whenever it is set for one key: a restart does not put it off. */
function scheduleRotation(unit: UnitOfWork, { createdAt }: SigningKey): Promise<void> {
  const dueAt = new Date(createdAt.getTime() + rotationDays * 86_400_000);
  return unit.schedule({ kind: rotateTimer, key: 'access-tokens', dueAt });
}
