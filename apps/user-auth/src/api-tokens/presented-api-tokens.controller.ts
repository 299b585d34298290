import type { ApiTokenClaims } from '@crm/events';
import { CommandRoute, Tags } from '@crm/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { PresentedTokenDto } from './api-token.dto.js';
import { PresentedApiTokensService } from './presented-api-tokens.service.js';

@Tags('commands')
@Controller('internal/api-tokens')
export class PresentedApiTokensController {
  constructor(private readonly presented: PresentedApiTokensService) {}

  /** For the gateway, which keeps the answer for ten seconds at most. */
  @Post('resolve')
  @CommandRoute('api-token')
  @HttpCode(200)
  resolve(@Body() { token }: PresentedTokenDto): Promise<ApiTokenClaims> {
    return this.presented.claims(token);
  }
}
