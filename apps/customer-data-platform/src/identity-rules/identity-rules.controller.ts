import { Requires } from '@crm/events';
import { IfMatch, Omittable, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { IsBoolean } from 'class-validator';
import { IdentityRulesService, type IdentityRuleView } from './identity-rules.service.js';

class EditIdentityRuleDto {
  @Omittable() @IsBoolean() suggests?: boolean;
  @Omittable() @IsBoolean() mergesImports?: boolean;
}

/** By what contacts are recognised as one person. Equal e-mail addresses always mean the same contact. */
@Tags('duplicates')
@Controller('v1/identity-rules')
export class IdentityRulesController {
  constructor(private readonly rules: IdentityRulesService) {}

  @Get()
  @Requires('contacts:read')
  list(@TenantId() tenantId: string): Promise<{ items: IdentityRuleView[] }> {
    return this.rules.list(tenantId);
  }

  @Patch(':kind')
  @Requires('tenant:update')
  edit(
    @TenantId() tenantId: string,
    @Param('kind') kind: string,
    @Body() body: EditIdentityRuleDto,
    @IfMatch() expected: number | undefined,
  ): Promise<IdentityRuleView> {
    return this.rules.edit(tenantId, kind, body, expected);
  }
}
