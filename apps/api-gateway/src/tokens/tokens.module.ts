import { Global, Module } from '@nestjs/common';
import { TokenCutoffs } from './token-cutoffs.js';
import { UserKeys } from './user-keys.js';
import { UserTokens } from './user-tokens.js';

/** Global, as the platform makes the authenticator out of it. */
@Global()
@Module({ providers: [UserKeys, UserTokens, TokenCutoffs], exports: [UserTokens, TokenCutoffs] })
export class TokensModule {}
