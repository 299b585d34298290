import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AttributesModule } from './attributes/attributes.module.js';
import { ContactImportsModule } from './contact-imports/contact-imports.module.js';
import { ContactsModule } from './contacts/contacts.module.js';
import { DomainSchemasModule } from './domain-schemas/domain-schemas.module.js';
import { DomainsModule } from './domains/domains.module.js';
import { DuplicatesModule } from './duplicates/duplicates.module.js';
import { EventSchemasModule } from './event-schemas/event-schemas.module.js';
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
    DomainsModule,
    DomainSchemasModule,
    DuplicatesModule,
    EventSchemasModule,
    IdentityRulesModule,
    MergesModule,
    SegmentsModule,
    TeamMembersModule,
  ],
})
export class AppModule {}
