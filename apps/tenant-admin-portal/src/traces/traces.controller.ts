import type { Permission } from '@crm/events';
import { type Caller, CurrentCaller, Gate, SignedIn, Tags } from '@crm/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  MessagesQuery,
  type MessageView,
  TraceParams,
  type TraceSummary,
  TracesQuery,
  type TraceView,
} from './trace.dto.js';
import { TracesService } from './traces.service.js';

const readsFeed = { kind: 'permission', permission: 'feed:read' satisfies Permission } as const;

@Tags('traces')
@Controller('v1/traces')
export class TracesController {
  constructor(
    private readonly traces: TracesService,
    private readonly gate: Gate,
  ) {}

  /** The last requests that had consequences: operators see those of all tenants, readers of the feed their own. */
  @Get()
  @SignedIn()
  recent(
    @CurrentCaller() caller: Caller,
    @Query() query: TracesQuery,
  ): Promise<{ items: TraceSummary[]; missing: string[] }> {
    this.check(caller);
    return this.traces.recent(caller, query);
  }

  /** The last messages of one type, with what became of each. */
  @Get('messages')
  @SignedIn()
  messages(
    @CurrentCaller() caller: Caller,
    @Query() query: MessagesQuery,
  ): Promise<{ items: MessageView[]; missing: string[] }> {
    this.check(caller);
    return this.traces.messages(caller, query);
  }

  /** All that followed from one request, across all services. */
  @Get(':correlationId')
  @SignedIn()
  trace(@CurrentCaller() caller: Caller, @Param() { correlationId }: TraceParams): Promise<TraceView> {
    this.check(caller);
    return this.traces.trace(caller, correlationId);
  }

  private check(caller: Caller): void {
    const refused = caller.kind === 'operator' ? undefined : this.gate.refuse(readsFeed, caller);
    if (refused) throw refused;
  }
}
