import { OperatorOnly, Tags } from '@crm/platform';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { platformScope } from '../platform-scope.js';
import { KeyRing } from '../sealing/key-ring.service.js';
import { SecretKey } from '../sealing/secret-key.entity.js';
import { ResealingService, resealTimer } from './resealing.service.js';

interface KeyView {
  /** What sealed texts call it. */
  id: string;
  current: boolean;
  createdAt: Date;
}

/** The keys that all secrets of the platform are sealed with. */
@Tags('secrets')
@Controller('v1/secrets')
export class KeyRotationController {
  constructor(
    private readonly transactions: Transactions,
    private readonly ring: KeyRing,
    private readonly resealing: ResealingService,
  ) {}

  /** Seals with a new key from now on. What is sealed already is brought under it in the background. */
  @Post('rotate-key')
  @HttpCode(202)
  @OperatorOnly()
  rotate(): Promise<KeyView> {
    return this.transactions.inTenant(platformScope, async (unit) => {
      const key = await this.ring.rotate(unit.manager);
      await unit.schedule({ kind: resealTimer, key: 'all', dueAt: new Date() });
      return viewOfKey(key);
    });
  }

  /** Newest first, and how many tenants have secrets that are still to be brought under the current one. */
  @Get('keys')
  @OperatorOnly()
  list(): Promise<{ items: KeyView[]; tenantsLeft: number }> {
    return this.transactions.outsideTenants(async (manager) => {
      const keys = await manager.find(SecretKey, { order: { createdAt: 'DESC' } });
      return { items: keys.map(viewOfKey), tenantsLeft: await this.resealing.tenantsLeft(manager) };
    });
  }
}

function viewOfKey({ name, current, createdAt }: SecretKey): KeyView {
  return { id: name, current, createdAt };
}
