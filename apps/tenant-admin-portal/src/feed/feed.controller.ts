import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, type Page, Tags, TenantId, ValidationFailed } from '@crm/platform';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type FeedEntryView, FeedQuery, StreamQuery } from './feed.dto.js';
import { FeedService } from './feed.service.js';
import { LiveFeed } from './live-feed.js';

@Tags('feed')
@Controller('v1/feed')
export class FeedController {
  constructor(
    private readonly feed: FeedService,
    private readonly live: LiveFeed,
  ) {}

  /** What has happened in the tenant, each with its cause; newest first. */
  @Get()
  @Requires('feed:read')
  page(@TenantId() tenantId: string, @Query() query: FeedQuery): Promise<Page<FeedEntryView>> {
    return this.feed.page(tenantId, query);
  }

  /**
   * The same rows as server-sent events (`event: feed`), as they come. After a break, `Last-Event-ID` goes on exactly
   * behind the row it names; without it the stream begins with the next row.
   */
  @Get('stream')
  @Requires('feed:read')
  async stream(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Query() query: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = positionOf(lastEventId) ?? positionOf(query.lastEventId);
    const stream = await this.live.open(tenantId, caller.subject, after);
    await reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      // Proxies that gather answers would keep the news for themselves.
      .header('x-accel-buffering', 'no')
      .send(stream);
  }
}

function positionOf(id: string | undefined): number | undefined {
  if (id === undefined || id === '') return undefined;
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new ValidationFailed([
    { field: 'Last-Event-ID', rule: 'matches', message: 'Last-Event-ID must be the id of a row of the feed' },
  ]);
}
