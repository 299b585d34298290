import { defineDatabase } from '@crm/platform';
import { Account } from './accounts/account.entity.js';
import { AccountEvent } from './accounts/account-event.entity.js';
import { AttributeDefinition } from './attributes/attribute-definition.entity.js';
import { ContactImport } from './contact-imports/contact-import.entity.js';
import { ImportResult } from './contact-imports/import-result.entity.js';
import { BouncedAddress } from './contacts/bounced-address.entity.js';
import { Contact } from './contacts/contact.entity.js';
import { ContactKey } from './contacts/contact-key.entity.js';
import { ContactRedirect } from './contacts/contact-redirect.entity.js';
import { TimelineEntry } from './contacts/timeline-entry.entity.js';
import { DomainSchema } from './domain-schemas/domain-schema.entity.js';
import { SchemaReference } from './domain-schemas/schema-reference.entity.js';
import { Domain } from './domains/domain.entity.js';
import { DuplicateSuggestion } from './duplicates/duplicate-suggestion.entity.js';
import { IdentityRule } from './identity-rules/identity-rule.entity.js';
import { Merge } from './merges/merge.entity.js';
import { CreateContacts1764000000000 } from './migrations/1764000000000-create-contacts.js';
import { CreateMatching1764000000001 } from './migrations/1764000000001-create-matching.js';
import { CreateTenantSettings1764000000002 } from './migrations/1764000000002-create-tenant-settings.js';
import { CreateDomains1764000000003 } from './migrations/1764000000003-create-domains.js';
import { NoteCorrelations1764000000004 } from './migrations/1764000000004-note-correlations.js';
import { Segment } from './segments/segment.entity.js';
import { TeamMember } from './team-members/team-member.entity.js';

export const database = defineDatabase({
  entities: [
    ...[Contact, ContactKey, ContactRedirect, TimelineEntry, BouncedAddress],
    ...[DuplicateSuggestion, Merge, ContactImport, ImportResult],
    ...[Account, AccountEvent, AttributeDefinition, IdentityRule, Segment, TeamMember],
    ...[Domain, DomainSchema, SchemaReference],
  ],
  migrations: [
    ...[CreateContacts1764000000000, CreateMatching1764000000001],
    ...[CreateTenantSettings1764000000002, CreateDomains1764000000003, NoteCorrelations1764000000004],
  ],
});
