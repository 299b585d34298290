import { randomBytes } from 'node:crypto';
import { newId } from '@crm/platform';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IntegrationConfig } from '../config.js';
import { Transactions } from '../messaging.js';
import { type Key, keyNameOf, seal, unseal } from './seal.js';
import { SecretKey } from './secret-key.entity.js';

/** The key of `WEBHOOK_SECRET_KEY`; where it is set, the keys that rotations make are sealed with it. */
const configuredKey = 'configured';
/** The key that is made where none is configured. */
const madeKey = 'webhook-secrets';
/** What a text that names no key may be sealed with. */
export const unnamedKeys = [configuredKey, madeKey] as const;

/**
 * The keys that secrets are sealed with: the current one seals, and each opens what it has sealed. None is ever taken off
 * the ring, since a backup may still need it.
 */
@Injectable()
export class KeyRing implements OnApplicationBootstrap {
  private readonly configured: Buffer | undefined;
  private readonly known = new Map<string, Buffer>();

  constructor(
    config: IntegrationConfig,
    private readonly transactions: Transactions,
  ) {
    const key = config.WEBHOOK_SECRET_KEY;
    this.configured = key === undefined ? undefined : Buffer.from(key, 'base64');
  }

  /** From the first start on there is a current key. A service that cannot open it does not start. */
  async onApplicationBootstrap(): Promise<void> {
    await this.transactions.outsideTenants(async (manager) => {
      await lock(manager, 'change');
      if (!(await manager.existsBy(SecretKey, { current: true }))) await this.begin(manager);
      await this.current(manager);
    });
  }

  /** The key to seal with; it stays the current one until the commit. */
  async current(manager: EntityManager): Promise<Key> {
    await lock(manager, 'share');
    const { name } = await manager.findOneByOrFail(SecretKey, { current: true });
    const bytes = await this.find(manager, name);
    if (!bytes) throw new Error('The current key cannot be opened: WEBHOOK_SECRET_KEY is missing or another one.');
    return { name, bytes };
  }

  /** Undefined when there is no such key, or it cannot be opened. */
  async find(manager: EntityManager, name: string): Promise<Buffer | undefined> {
    if (name === configuredKey) return this.configured;
    const known = this.known.get(name);
    if (known) return known;
    const row = await manager.findOneBy(SecretKey, { name });
    const bytes = row && this.open(row);
    if (bytes) this.known.set(name, bytes);
    return bytes ?? undefined;
  }

  /** Makes a new key the current one. */
  async rotate(manager: EntityManager): Promise<SecretKey> {
    await lock(manager, 'change');
    await manager.update(SecretKey, { current: true }, { current: false });
    const name = newId();
    const made = newKey();
    const key = this.configured ? seal({ name: configuredKey, bytes: this.configured }, name, made) : made;
    const row: SecretKey = { name, key, current: true, createdAt: new Date() };
    await manager.insert(SecretKey, row);
    return row;
  }

  private async begin(manager: EntityManager): Promise<void> {
    const name = this.configured ? configuredKey : madeKey;
    const row: SecretKey = { name, key: this.configured ? null : newKey(), current: false, createdAt: new Date() };
    // A key that was made before there was a ring stays as it is.
    await manager.createQueryBuilder().insert().into(SecretKey).values(row).orIgnore().execute();
    await manager.update(SecretKey, { name }, { current: true });
  }

  private open({ name, key }: SecretKey): Buffer | undefined {
    if (key === null) return undefined;
    const plain = keyNameOf(key) === undefined ? key : this.configured && unseal(this.configured, name, key);
    return plain === undefined ? undefined : Buffer.from(plain, 'base64');
  }
}

const newKey = (): string => randomBytes(32).toString('base64');

/** Held until the commit: `share` keeps the current key the current one, `change` waits for whoever is sealing. */
async function lock(manager: EntityManager, kind: 'share' | 'change'): Promise<void> {
  const take = kind === 'share' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await manager.query(`SELECT ${take}(hashtextextended('key-ring', 0))`);
}
