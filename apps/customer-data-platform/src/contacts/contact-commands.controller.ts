import type { ContactFacts } from '@crm/events';
import { CommandRoute, Id, TenantId, Undocumented } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Patch } from '@nestjs/common';
import { IsObject } from 'class-validator';
import { ContactCommands } from './contact-commands.service.js';

class SetFieldsDto {
  /** Scalar fields and attributes by name; null clears one. */
  @IsObject() fields: Record<string, unknown>;
}

/** What other services ask and want of contacts; see the commands table. */
@Undocumented()
@Controller('internal')
export class ContactCommandsController {
  constructor(private readonly commands: ContactCommands) {}

  @Get('contact-count')
  @CommandRoute('count-contacts')
  count(@TenantId() tenantId: string): Promise<{ contacts: number }> {
    return this.commands.count(tenantId);
  }

  @Get('contacts/:contactId')
  @CommandRoute('contact-facts')
  facts(@TenantId() tenantId: string, @Id('contactId') id: string): Promise<ContactFacts> {
    return this.commands.facts(tenantId, id);
  }

  @Patch('contacts/:contactId')
  @HttpCode(200)
  @CommandRoute('set-contact-fields')
  setFields(
    @TenantId() tenantId: string,
    @Id('contactId') id: string,
    @Body() { fields }: SetFieldsDto,
  ): Promise<ContactFacts> {
    return this.commands.setFields(tenantId, id, fields);
  }
}
