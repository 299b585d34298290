import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AttributesModule } from './attributes/attributes.module.js';
import { ContactImportsModule } from './contact-imports/contact-imports.module.js';
import { ContactsModule } from './contacts/contacts.module.js';
import { DuplicatesModule } from './duplicates/duplicates.module.js';
import { IdentityRulesModule } from './identity-rules/identity-rules.module.js';
import { MergesModule } from './merges/merges.module.js';
import { SegmentsModule } from './segments/segments.module.js';
import { TeamMembersModule } from './team-members/team-members.module.js';

@Module({
  imports: [
    AccountsModule,
    AttributesModule,
    ContactsModule,
    ContactImportsModule,
    DuplicatesModule,
    IdentityRulesModule,
    MergesModule,
    SegmentsModule,
    TeamMembersModule,
  ],
})
export class AppModule {}
