import { Id, OperatorOnly, type Page, Tags } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { DeadLettersService } from './dead-letters.service.js';
import {
  Check,
  type DeadLetterView,
  Discard,
  DiscardMany,
  KeptQuery,
  type LettersGroup,
  type Outcomes,
  Replay,
  ReplayMany,
  type Verdict,
} from './operations.dto.js';

/** For operators: deliveries that this service gave up, and what is to become of them. Every act is kept. */
@Tags('operations')
@Controller('v1/operations/dead-letters')
export class DeadLettersController {
  constructor(private readonly letters: DeadLettersService) {}

  @OperatorOnly()
  @Get()
  page(@Query() query: KeptQuery): Promise<Page<DeadLetterView>> {
    return this.letters.page('dead', query);
  }

  /** How many there are of each reason and type. */
  @OperatorOnly()
  @Get('groups')
  async groups(): Promise<{ items: LettersGroup[] }> {
    return { items: await this.letters.groups() };
  }

  @OperatorOnly()
  @Get(':id')
  letter(@Id() id: string): Promise<DeadLetterView> {
    return this.letters.letter(id);
  }

  /** What a replay would come to; nothing is changed. */
  @OperatorOnly()
  @Post(':id/check')
  @HttpCode(200)
  check(@Id() id: string, @Body() body: Check): Promise<Verdict> {
    return this.letters.check(id, body.event);
  }

  @OperatorOnly()
  @Post(':id/replay')
  @HttpCode(202)
  replay(@Id() id: string, @Body() body: Replay): Promise<DeadLetterView> {
    return this.letters.replay(id, body.event);
  }

  @OperatorOnly()
  @Post(':id/discard')
  @HttpCode(200)
  discard(@Id() id: string, @Body() body: Discard): Promise<DeadLetterView> {
    return this.letters.discard(id, body.reason);
  }

  /** All of them or, when there are more or fewer than expected, none. */
  @OperatorOnly()
  @Post('replay')
  @HttpCode(202)
  replayMany(@Body() body: ReplayMany): Promise<Outcomes> {
    return this.letters.replayMany(body);
  }

  /** All of them or, when there are more or fewer than expected, none. */
  @OperatorOnly()
  @Post('discard')
  @HttpCode(200)
  discardMany(@Body() body: DiscardMany): Promise<Outcomes> {
    return this.letters.discardMany(body);
  }
}
