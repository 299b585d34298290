import { Requires } from '@crm/events';
import { Id, IfMatch, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { type AuthClientView, CreateAuthClientDto, EditAuthClientDto } from './auth-client.dto.js';
import { AuthClientsService } from './auth-clients.service.js';

@Tags('secrets')
@Controller('v1/auth-clients')
export class AuthClientsController {
  constructor(private readonly clients: AuthClientsService) {}

  /** Registers how tokens are obtained from a provider; the client secret is kept sealed and never shown. */
  @Post()
  @Requires('secrets:write')
  create(@TenantId() tenantId: string, @Body() body: CreateAuthClientDto): Promise<AuthClientView> {
    return this.clients.create(tenantId, body);
  }

  /** The tenant's auth clients, newest first. */
  @Get()
  @Requires('secrets:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<AuthClientView>> {
    return this.clients.list(tenantId, query);
  }

  @Get(':id')
  @Requires('secrets:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<AuthClientView> {
    return this.clients.read(tenantId, id);
  }

  /** Tokens that were obtained before are used no more. */
  @Patch(':id')
  @Requires('secrets:write')
  edit(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: EditAuthClientDto,
    @IfMatch() expected: number | undefined,
  ): Promise<AuthClientView> {
    return this.clients.edit(tenantId, id, body, expected);
  }

  /** Refused while a secret refers to it. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('secrets:write')
  delete(@TenantId() tenantId: string, @Id() id: string): Promise<void> {
    return this.clients.delete(tenantId, id);
  }
}
