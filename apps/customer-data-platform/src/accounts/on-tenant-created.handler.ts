import { EventHandler, type EventOf, TenantCreated } from '@crm/events';
import { AttributesService } from '../attributes/attributes.service.js';
import { IdentityRulesService } from '../identity-rules/identity-rules.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { SegmentsService } from '../segments/segments.service.js';
import { AccountsService } from './accounts.service.js';

/** Default attributes, identity rules and a sample segment exist before the first sign-in. */
@EventHandler()
export class OnTenantCreated {
  constructor(
    private readonly accounts: AccountsService,
    private readonly attributes: AttributesService,
    private readonly rules: IdentityRulesService,
    private readonly segments: SegmentsService,
  ) {}

  @Handles(TenantCreated)
  async handle({ data }: EventOf<typeof TenantCreated>, unit: UnitOfWork): Promise<void> {
    const { tenantId, name, plan } = data;
    await this.attributes.defineDefaults(unit.manager, tenantId);
    await this.rules.makeDefaults(unit.manager, tenantId);
    await this.segments.makeSample(unit.manager, tenantId);
    await this.accounts.learn(unit, (account) => Object.assign(account, { name, plan }));
    const at = new Date(data.createdAt);
    await this.accounts.note(unit.manager, { tenantId, key: 'created', summary: 'The account was created.', at });
  }
}
