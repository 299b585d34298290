import { SignedIn, Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { PoliciesService, type PolicyView } from './policies.service.js';

@Tags('sessions')
@Controller('v1/sessions/policy')
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  /** The permission policy that the tenant's new tokens are minted under, and since when older ones are stale. */
  @Get()
  @SignedIn()
  read(@TenantId() tenantId: string): Promise<PolicyView> {
    return this.policies.read(tenantId);
  }
}
