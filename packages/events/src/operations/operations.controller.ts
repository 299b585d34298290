import { OperatorOnly, type Page, Tags } from '@crm/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { DeadLettersService } from './dead-letters.service.js';
import { ActsQuery, type DeadLetterView, KeptQuery } from './operations.dto.js';
import { type EventCount, OperationsService, type OutboxView } from './operations.service.js';
import { type OperatorAct, OperatorActs } from './operator-acts.js';

/** For operators: what this service said and heard, what waits, and what was done about what failed. */
@Tags('operations')
@Controller('v1/operations')
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly letters: DeadLettersService,
    private readonly operatorActs: OperatorActs,
  ) {}

  @OperatorOnly()
  @Get('events')
  async events(): Promise<{ published: EventCount[]; handled: EventCount[] }> {
    const [published, handled] = await Promise.all([this.operations.published(), this.operations.handled()]);
    return { published, handled };
  }

  @OperatorOnly()
  @Get('outbox')
  outbox(): Promise<OutboxView> {
    return this.operations.outbox();
  }

  @OperatorOnly()
  @Get('parked')
  parked(@Query() query: KeptQuery): Promise<Page<DeadLetterView>> {
    return this.letters.page('parked', query);
  }

  /** Who replayed or discarded what, and why; newest first. */
  @OperatorOnly()
  @Get('acts')
  acts(@Query() query: ActsQuery): Promise<Page<OperatorAct>> {
    return this.operatorActs.page(query);
  }
}
