import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IntegrationConfig } from '../config.js';
import { Transactions } from '../messaging.js';
import { seal, unseal } from './seal.js';
import { SecretKey } from './secret-key.entity.js';

const keyName = 'webhook-secrets';

/** Keeps signing secrets unreadable at rest; each is bound to its owner's id. */
@Injectable()
export class SecretBox {
  private key: Promise<Buffer> | undefined;

  constructor(
    private readonly config: IntegrationConfig,
    private readonly transactions: Transactions,
  ) {}

  async seal(owner: string, secret: string): Promise<string> {
    return seal(await this.loaded(), owner, secret);
  }

  async open(owner: string, sealed: string): Promise<string> {
    return unseal(await this.loaded(), owner, sealed);
  }

  private loaded(): Promise<Buffer> {
    this.key ??= this.load().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return this.key;
  }

  private async load(): Promise<Buffer> {
    const configured = this.config.WEBHOOK_SECRET_KEY;
    if (configured) return Buffer.from(configured, 'base64');
    return this.transactions.outsideTenants(async (manager) => {
      const made = { name: keyName, key: randomBytes(32).toString('base64') };
      await manager.createQueryBuilder().insert().into(SecretKey).values(made).orIgnore().execute();
      const { key } = await manager.findOneByOrFail(SecretKey, { name: keyName });
      return Buffer.from(key, 'base64');
    });
  }
}
