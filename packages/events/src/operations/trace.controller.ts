import { type Caller, CommandRoute, CurrentCaller } from '@crm/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { HeardMessage, SaidMessage } from '../commands.js';
import { Question } from './trace.dto.js';
import { TraceService } from './trace.service.js';

/** Every service answers it: what follows from one request is put together from these. */
@Controller()
export class TraceController {
  constructor(private readonly trace: TraceService) {}

  @CommandRoute('trace')
  @Post('internal/trace')
  @HttpCode(200)
  async ask(
    @CurrentCaller() { tenantId }: Caller,
    @Body() question: Question,
  ): Promise<{ said: SaidMessage[]; heard: HeardMessage[] }> {
    const [said, heard] = await Promise.all([
      this.trace.said(tenantId, question),
      this.trace.heard(tenantId, question.eventIds ?? []),
    ]);
    return { said, heard };
  }
}
