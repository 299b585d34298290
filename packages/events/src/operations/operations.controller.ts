import { Id, OperatorOnly, Tags } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { type DeadLetterView, type EventCount, OperationsService, type OutboxView } from './operations.service.js';

class KeptQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) limit: number = 100;
}

class Replay {
  /** The corrected CloudEvent; without it the message is replayed as it came. */
  @IsOptional() @IsObject() event?: Record<string, unknown>;
}

class Discard {
  @IsString() @MinLength(3) @MaxLength(500) reason: string;
}

/** For operators: what this service said and heard, and what became of deliveries that failed. */
@Tags('operations')
@Controller('v1/operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

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
  async parked(@Query() query: KeptQuery): Promise<{ items: DeadLetterView[] }> {
    return { items: await this.operations.kept('parked', query.limit) };
  }

  @OperatorOnly()
  @Get('dead-letters')
  async deadLetters(@Query() query: KeptQuery): Promise<{ items: DeadLetterView[] }> {
    return { items: await this.operations.kept('dead', query.limit) };
  }

  @OperatorOnly()
  @Get('dead-letters/:id')
  deadLetter(@Id() id: string): Promise<DeadLetterView> {
    return this.operations.deadLetter(id);
  }

  @OperatorOnly()
  @Post('dead-letters/:id/replay')
  @HttpCode(202)
  replay(@Id() id: string, @Body() body: Replay): Promise<DeadLetterView> {
    return this.operations.replay(id, body.event);
  }

  @OperatorOnly()
  @Post('dead-letters/:id/discard')
  @HttpCode(200)
  discard(@Id() id: string, @Body() body: Discard): Promise<DeadLetterView> {
    return this.operations.discard(id, body.reason);
  }
}
