import { Module } from '@nestjs/common';
import { OperatorsModule } from '../operators/operators.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TokenCutoffsModule } from '../token-cutoffs/token-cutoffs.module.js';
import { MeService } from './me.service.js';
import { TenantUsersController } from './tenant-users.controller.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [SessionsModule, TokenCutoffsModule, OperatorsModule],
  controllers: [UsersController, TenantUsersController],
  providers: [UsersService, MeService],
})
export class UsersModule {}
