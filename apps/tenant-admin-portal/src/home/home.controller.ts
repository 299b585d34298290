import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Tags, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { countNotices } from '../notices/count-notices.js';
import { readCounters } from './counters.js';
import { bannerOf, cardOf, type HomeView } from './home.dto.js';
import { Standing } from './standing.entity.js';

@Tags('home')
@Controller('v1/home')
export class HomeController {
  constructor(private readonly transactions: Transactions) {}

  /** The first page of the portal: banner, onboarding card, counters and the caller's unread notices. */
  @Get()
  @Requires('tenant:read')
  read(@TenantId() tenantId: string, @CurrentCaller() caller: Caller): Promise<HomeView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const standing = (await manager.findOneBy(Standing, { tenantId })) ?? Standing.of(tenantId);
      const { unread, toAcknowledge } = await countNotices(manager, caller);
      const counted = await readCounters(manager);
      return {
        tenantId,
        banner: bannerOf(standing),
        checklist: cardOf(standing),
        counters: counted.total,
        countersToday: counted.today,
        notices: { unread, toAcknowledge },
      };
    });
  }
}
