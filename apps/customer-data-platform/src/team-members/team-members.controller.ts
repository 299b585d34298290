import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { In } from 'typeorm';
import { ContactKey } from '../contacts/contact-key.entity.js';
import { Transactions } from '../messaging.js';
import { TeamMember } from './team-member.entity.js';

interface TeamMemberView {
  address: string;
  userId: string;
  name: string;
  /** The contact that has the address, if one has. */
  contactId: string | null;
  taggedAt: Date;
}

@Tags('contacts')
@Controller('v1/team-members')
export class TeamMembersController {
  constructor(private readonly transactions: Transactions) {}

  /** Addresses of the tenant's own users; their contacts are left out of duplicate suggestions and counts. */
  @Get()
  @Requires('contacts:read')
  list(@TenantId() tenantId: string): Promise<{ items: TeamMemberView[] }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const members = await manager.find(TeamMember, { order: { address: 'ASC' } });
      const keys = await manager.findBy(ContactKey, { kind: 'email', key: In(members.map(({ address }) => address)) });
      const contacts = new Map(keys.map(({ key, contactId }) => [key, contactId]));
      return {
        items: members.map(({ address, userId, name, taggedAt }) => ({
          ...{ address, userId, name, contactId: contacts.get(address) ?? null, taggedAt },
        })),
      };
    });
  }
}
