import { Requires } from '@crm/events';
import { Id, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Header } from '@nestjs/common';
import type { Credential } from './token.dto.js';
import { TokensService } from './tokens.service.js';

@Tags('secrets')
@Controller('v1/secrets')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  /**
   * What a request to the other product is made with: for oauth2-client-credentials an access token that is good for 30
   * seconds at least if the provider gives such. Every read is told.
   */
  @Get(':id/token')
  @Header('cache-control', 'no-store')
  @Requires('secrets:read-raw')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<Credential> {
    return this.tokens.read(tenantId, id);
  }
}
