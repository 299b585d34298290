import { Requires } from '@crm/events';
import { Id, IfMatch, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { DomainSchemaDto, type SchemaSummary, type SchemaView } from './domain-schema.dto.js';
import { DomainSchemasService } from './domain-schemas.service.js';

/**
 * JSON Schemas are kept and checked here; instances are not validated by them. Whoever does runs the patterns of a
 * tenant, and bounds how long that may take.
 */
@Tags('domains')
@Controller('v1/domains/:id/schemas')
export class DomainSchemasController {
  constructor(private readonly schemas: DomainSchemasService) {}

  @Post()
  @Requires('domains:write')
  create(@TenantId() tenantId: string, @Id() id: string, @Body() body: DomainSchemaDto): Promise<SchemaView> {
    return this.schemas.create(tenantId, id, body);
  }

  /** Newest first, without their values. */
  @Get()
  @Requires('domains:read')
  list(@TenantId() tenantId: string, @Id() id: string, @Query() query: PageQuery): Promise<Page<SchemaSummary>> {
    return this.schemas.list(tenantId, id, query);
  }

  @Get(':schemaId')
  @Requires('domains:read')
  read(@TenantId() tenantId: string, @Id() id: string, @Id('schemaId') schemaId: string): Promise<SchemaView> {
    return this.schemas.read(tenantId, { id: schemaId, domainId: id });
  }

  /** 409 `schema-referred` names the schemas that refer to a place that would be gone. */
  @Put(':schemaId')
  @Requires('domains:write')
  replace(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Id('schemaId') schemaId: string,
    @Body() body: DomainSchemaDto,
    @IfMatch() expected: number | undefined,
  ): Promise<SchemaView> {
    return this.schemas.replace(tenantId, { id: schemaId, domainId: id }, body, expected);
  }

  /** 409 `schema-referred` names the schemas that refer to it. */
  @Delete(':schemaId')
  @HttpCode(204)
  @Requires('domains:write')
  remove(
    @TenantId() tenantId: string,
    @Id() id: string,
    @Id('schemaId') schemaId: string,
    @IfMatch() expected: number | undefined,
  ): Promise<void> {
    return this.schemas.remove(tenantId, { id: schemaId, domainId: id }, expected);
  }
}
