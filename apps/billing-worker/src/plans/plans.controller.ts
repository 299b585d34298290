import { Anonymous, Tags } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { type Plan, planList } from './catalogue.js';

@Tags('billing')
@Controller('v1/plans')
export class PlansController {
  /** The plans that can be bought, cheapest first; prices are public. */
  @Get()
  @Anonymous()
  list(): { items: readonly Plan[] } {
    return { items: planList };
  }
}
