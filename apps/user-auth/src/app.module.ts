import { Module } from '@nestjs/common';
import { ApiTokensModule } from './api-tokens/api-tokens.module.js';
import { BrowserSessionsModule } from './browser-sessions/browser-sessions.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { KeysModule } from './keys/keys.module.js';
import { OperatorsModule } from './operators/operators.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { SignInsModule } from './sign-ins/sign-ins.module.js';
import { TokenCutoffsModule } from './token-cutoffs/token-cutoffs.module.js';
import { UsersModule } from './users/users.module.js';

@Module({
  imports: [
    KeysModule,
    OperatorsModule,
    SignInsModule,
    BrowserSessionsModule,
    SessionsModule,
    ApiTokensModule,
    PoliciesModule,
    TokenCutoffsModule,
    UsersModule,
    InvitationsModule,
    ImportsModule,
  ],
})
export class AppModule {}
