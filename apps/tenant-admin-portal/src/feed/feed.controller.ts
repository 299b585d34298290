import { Requires } from '@crm/events';
import { Anonymous, type Caller, CurrentCaller, type Page, Tags, TenantId } from '@crm/platform';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sendStream } from '../streams/send-stream.js';
import { positionAfter, StreamQuery } from '../streams/stream.dto.js';
import { StreamDoor } from '../streams/stream-door.js';
import { type FeedEntryView, FeedQuery } from './feed.dto.js';
import { FeedService } from './feed.service.js';
import { LiveFeed } from './live-feed.js';

@Tags('feed')
@Controller('v1/feed')
export class FeedController {
  constructor(
    private readonly feed: FeedService,
    private readonly live: LiveFeed,
    private readonly door: StreamDoor,
  ) {}

  /** What has happened in the tenant, each with its cause; newest first. */
  @Get()
  @Requires('feed:read')
  page(@TenantId() tenantId: string, @Query() query: FeedQuery): Promise<Page<FeedEntryView>> {
    return this.feed.page(tenantId, query);
  }

  /**
   * The same rows as server-sent events (`event: feed`), as they come, for readers of the feed or with a ticket. After a
   * break, `Last-Event-ID` goes on exactly behind the row it names; without it the stream begins with the next row.
   */
  @Get('stream')
  @Anonymous()
  async stream(
    @CurrentCaller() caller: Caller,
    @Query() query: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = positionAfter(lastEventId, query);
    const reader = await this.door.admit(caller, 'feed', query.ticket);
    await sendStream(reply, await this.live.open(String(reader.tenantId), reader, after));
  }
}
