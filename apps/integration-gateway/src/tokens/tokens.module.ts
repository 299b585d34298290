import { Module } from '@nestjs/common';
import { AuthClientsModule } from '../auth-clients/auth-clients.module.js';
import { SecretsModule } from '../secrets/secrets.module.js';
import { SendersModule } from '../senders/senders.module.js';
import { AccessTokensService } from './access-tokens.service.js';
import { TokensController } from './tokens.controller.js';
import { TokensService } from './tokens.service.js';

@Module({
  imports: [AuthClientsModule, SecretsModule, SendersModule],
  controllers: [TokensController],
  providers: [TokensService, AccessTokensService],
})
export class TokensModule {}
