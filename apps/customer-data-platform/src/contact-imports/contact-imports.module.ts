import { Module } from '@nestjs/common';
import { AttributesModule } from '../attributes/attributes.module.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { IdentityRulesModule } from '../identity-rules/identity-rules.module.js';
import { ContactImportsController } from './contact-imports.controller.js';
import { ContactImportsService } from './contact-imports.service.js';
import { FetchRows } from './fetch-rows.handler.js';
import { OnBulkImportCompleted } from './on-bulk-import-completed.handler.js';

@Module({
  imports: [AttributesModule, ContactsModule, IdentityRulesModule],
  controllers: [ContactImportsController, OnBulkImportCompleted],
  providers: [ContactImportsService, FetchRows],
})
export class ContactImportsModule {}
