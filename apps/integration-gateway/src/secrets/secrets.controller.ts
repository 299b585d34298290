import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, IfMatch, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { CreateSecretDto, EditSecretDto, ReadSecretQuery, type SecretView } from './secret.dto.js';
import { SecretsService } from './secrets.service.js';

@Tags('secrets')
@Controller('v1/secrets')
export class SecretsController {
  constructor(private readonly secrets: SecretsService) {}

  /** Keeps a secret sealed; the answer shows it masked. */
  @Post()
  @Requires('secrets:write')
  create(@TenantId() tenantId: string, @Body() body: CreateSecretDto): Promise<SecretView> {
    return this.secrets.create(tenantId, body);
  }

  /** The tenant's secrets, newest first, masked. */
  @Get()
  @Requires('secrets:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<SecretView>> {
    return this.secrets.list(tenantId, query);
  }

  /** Masked; in clear only with `raw=true` and the permission secrets:read-raw, and every such read is told. */
  @Get(':id')
  @Header('cache-control', 'no-store')
  @Requires('secrets:read')
  read(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Query() { raw }: ReadSecretQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<SecretView> {
    return raw ? this.secrets.readRaw(tenantId, id, caller) : this.secrets.read(tenantId, id);
  }

  /** Renames it, or replaces its value. */
  @Patch(':id')
  @Requires('secrets:write')
  edit(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: EditSecretDto,
    @IfMatch() expected: number | undefined,
  ): Promise<SecretView> {
    return this.secrets.edit(tenantId, id, body, expected);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('secrets:write')
  delete(@TenantId() tenantId: string, @Id() id: string): Promise<void> {
    return this.secrets.delete(tenantId, id);
  }
}
