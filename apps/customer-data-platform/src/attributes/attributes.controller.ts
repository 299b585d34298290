import { Requires } from '@crm/events';
import { IfMatch, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { type AttributeView, DefineAttributeDto, EditAttributeDto } from './attribute.dto.js';
import { AttributesService } from './attributes.service.js';

@Tags('attributes')
@Controller('v1/attributes')
export class AttributesController {
  constructor(private readonly attributes: AttributesService) {}

  /** The attributes that contacts may have beside the standard fields. */
  @Get()
  @Requires('contacts:read')
  list(@TenantId() tenantId: string): Promise<{ items: AttributeView[] }> {
    return this.attributes.list(tenantId);
  }

  @Post()
  @Requires('tenant:update')
  define(@TenantId() tenantId: string, @Body() body: DefineAttributeDto): Promise<AttributeView> {
    return this.attributes.define(tenantId, body);
  }

  @Patch(':key')
  @Requires('tenant:update')
  edit(
    @TenantId() tenantId: string,
    @Param('key') key: string,
    @Body() body: EditAttributeDto,
    @IfMatch() expected: number | undefined,
  ): Promise<AttributeView> {
    return this.attributes.edit(tenantId, key, body, expected);
  }

  /** Refused with 409 while a contact has a value of it. */
  @Delete(':key')
  @HttpCode(204)
  @Requires('tenant:update')
  remove(@TenantId() tenantId: string, @Param('key') key: string): Promise<void> {
    return this.attributes.remove(tenantId, key);
  }
}
