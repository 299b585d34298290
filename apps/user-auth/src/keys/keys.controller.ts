import { OperatorOnly, Tags, Unguarded } from '@crm/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { platformScope } from '../platform-scope.js';
import { KeysService, type PublicKeys } from './keys.service.js';

@Tags('keys')
@Controller()
export class KeysController {
  constructor(
    private readonly keys: KeysService,
    private readonly transactions: Transactions,
  ) {}

  /** The public keys of access tokens, newest first. */
  @Get('.well-known/jwks.json')
  @Unguarded()
  published(): Promise<PublicKeys> {
    return this.keys.published();
  }

  /** Signs with a new key from now on; tokens of the old one stay valid until they expire. */
  @Post('v1/auth/keys/rotate')
  @OperatorOnly()
  rotate(): Promise<{ kid: string; createdAt: Date }> {
    return this.transactions.inTenant(platformScope, async (unit) => {
      const { kid, createdAt } = await this.keys.rotate(unit);
      return { kid, createdAt };
    });
  }
}
