import { Module } from '@nestjs/common';
import { OperatorsModule } from '../operators/operators.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { CredentialsService } from './credentials.service.js';
import { LoginFailuresService } from './login-failures.service.js';
import { SignInsController } from './sign-ins.controller.js';
import { SignInsService } from './sign-ins.service.js';
import { ThrottleService } from './throttle.service.js';

@Module({
  imports: [OperatorsModule, SessionsModule, TokensModule],
  controllers: [SignInsController],
  providers: [SignInsService, CredentialsService, ThrottleService, LoginFailuresService],
  exports: [SignInsService],
})
export class SignInsModule {}
