import { CommandRoute, TenantId } from '@crm/platform';
import { Controller, Put } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { PoliciesService } from './policies.service.js';

@Controller('internal/default-policy')
export class DefaultPolicyController {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: PoliciesService,
  ) {}

  /** The built-in roles apply to the tenant from here on; repeating it changes nothing. */
  @Put()
  @CommandRoute('apply-default-policy')
  apply(@TenantId() tenantId: string): Promise<{ policyRevision: number }> {
    return this.transactions.inTenant(tenantId, (unit) => this.policies.applyDefaults(unit));
  }
}
