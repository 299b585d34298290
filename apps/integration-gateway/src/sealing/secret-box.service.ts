import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { KeyRing, unnamedKeys } from './key-ring.service.js';
import { keyNameOf, seal, unseal } from './seal.js';
import { SealedTenant } from './sealed-tenant.entity.js';

/** A sealed text was changed, belongs to another owner, or its key is gone. */
export class SealBroken extends Error {
  constructor() {
    super('No key opens this sealed text.');
  }
}

/** Keeps secrets unreadable at rest; each is bound to its owner's id. */
@Injectable()
export class SecretBox {
  constructor(private readonly ring: KeyRing) {}

  /** Seals what a tenant owns, with the current key. */
  async seal({ manager, tenantId }: UnitOfWork, owner: string, secret: string): Promise<string> {
    const key = await this.ring.current(manager);
    const row: SealedTenant = { tenantId, keyName: key.name };
    await manager.createQueryBuilder().insert().into(SealedTenant).values(row).orIgnore().execute();
    return seal(key, owner, secret);
  }

  /** Seals what stands above tenants, with the current key. */
  async sealAbove(manager: EntityManager, owner: string, secret: string): Promise<string> {
    return seal(await this.ring.current(manager), owner, secret);
  }

  /** @throws SealBroken */
  async open(manager: EntityManager, owner: string, sealed: string): Promise<string> {
    const named = keyNameOf(sealed);
    for (const name of named === undefined ? unnamedKeys : [named]) {
      const key = await this.ring.find(manager, name);
      const secret = key && unseal(key, owner, sealed);
      if (secret !== undefined) return secret;
    }
    throw new SealBroken();
  }
}
