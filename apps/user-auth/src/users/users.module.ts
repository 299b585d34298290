import { Module } from '@nestjs/common';
import { ApiTokensModule } from '../api-tokens/api-tokens.module.js';
import { OperatorsModule } from '../operators/operators.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TokenCutoffsModule } from '../token-cutoffs/token-cutoffs.module.js';
import { ErasuresService } from './erasures.service.js';
import { MeService } from './me.service.js';
import { TenantUsersController } from './tenant-users.controller.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [SessionsModule, ApiTokensModule, TokenCutoffsModule, OperatorsModule],
  controllers: [UsersController, TenantUsersController],
  providers: [UsersService, MeService, ErasuresService],
})
export class UsersModule {}
