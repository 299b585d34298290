import { Requires } from '@crm/events';
import { Id, IfMatch, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { CreateDomainDto, type DomainView, EditDomainDto } from './domain.dto.js';
import { DomainsService } from './domains.service.js';

@Tags('domains')
@Controller('v1/domains')
export class DomainsController {
  constructor(private readonly domains: DomainsService) {}

  @Post()
  @Requires('domains:write')
  create(@TenantId() tenantId: string, @Body() body: CreateDomainDto): Promise<DomainView> {
    return this.domains.create(tenantId, body);
  }

  /** Newest first. */
  @Get()
  @Requires('domains:read')
  list(@TenantId() tenantId: string, @Query() query: PageQuery): Promise<Page<DomainView>> {
    return this.domains.list(tenantId, query);
  }

  @Get(':id')
  @Requires('domains:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<DomainView> {
    return this.domains.read(tenantId, id);
  }

  @Patch(':id')
  @Requires('domains:write')
  edit(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Body() body: EditDomainDto,
    @IfMatch() expected: number | undefined,
  ): Promise<DomainView> {
    return this.domains.edit(tenantId, id, body, expected);
  }

  /** Its schemas go with it. 409 `domain-referred` names the schemas of other domains that refer to one of them. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('domains:write')
  remove(@TenantId() tenantId: string, @Id() id: string, @IfMatch() expected: number | undefined): Promise<void> {
    return this.domains.remove(tenantId, id, expected);
  }
}
