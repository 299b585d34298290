import { Global, Module } from '@nestjs/common';
import { AdmissionsModule } from '../admissions/admissions.module.js';
import { ApiTokens } from './api-tokens.js';
import { TokenCutoffs } from './token-cutoffs.js';
import { UserKeys } from './user-keys.js';
import { UserTokens } from './user-tokens.js';

/** Global, as the platform makes the authenticator out of it. */
@Global()
@Module({
  imports: [AdmissionsModule],
  providers: [UserKeys, UserTokens, ApiTokens, TokenCutoffs],
  exports: [UserTokens, ApiTokens, TokenCutoffs],
})
export class TokensModule {}
