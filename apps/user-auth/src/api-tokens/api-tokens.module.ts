import { Module } from '@nestjs/common';
import { TokensModule } from '../tokens/tokens.module.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { ApiTokensService } from './api-tokens.service.js';
import { ExpireApiToken } from './expire-api-token.handler.js';
import { PresentedApiTokensController } from './presented-api-tokens.controller.js';
import { PresentedApiTokensService } from './presented-api-tokens.service.js';

@Module({
  imports: [TokensModule],
  controllers: [ApiTokensController, PresentedApiTokensController],
  providers: [ApiTokensService, PresentedApiTokensService, ExpireApiToken],
  exports: [ApiTokensService],
})
export class ApiTokensModule {}
