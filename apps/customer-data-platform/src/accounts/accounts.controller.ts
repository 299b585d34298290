import { Requires } from '@crm/events';
import { Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { AccountsService, type AccountView } from './accounts.service.js';

@Tags('account')
@Controller('v1/account')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  /** The tenant itself: health traits and what happened to it. */
  @Get()
  @Requires('tenant:read')
  read(@TenantId() tenantId: string): Promise<AccountView> {
    return this.accounts.read(tenantId);
  }
}
