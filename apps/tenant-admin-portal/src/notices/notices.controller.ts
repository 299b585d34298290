import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, type Page, Tags, TenantId } from '@crm/platform';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { NoticeCounts } from './count-notices.js';
import { NoticesQuery, type NoticeView } from './notice.dto.js';
import { OwnNoticesService } from './own-notices.service.js';

/** A caller's own notices; nobody sees another's. */
@Tags('notifications')
@Controller('v1/notifications')
export class NoticesController {
  constructor(private readonly own: OwnNoticesService) {}

  /** The unread first, each part newest first. */
  @Get()
  @Requires('notifications:read')
  list(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Query() query: NoticesQuery,
  ): Promise<Page<NoticeView>> {
    return this.own.list(tenantId, caller, query);
  }

  @Get('counts')
  @Requires('notifications:read')
  counts(@TenantId() tenantId: string, @CurrentCaller() caller: Caller): Promise<NoticeCounts> {
    return this.own.counts(tenantId, caller);
  }

  /** Marks all as read that need no acknowledgement. */
  @Post('read-all')
  @HttpCode(200)
  @Requires('notifications:read')
  readAll(@TenantId() tenantId: string, @CurrentCaller() caller: Caller): Promise<NoticeCounts> {
    return this.own.readAll(tenantId, caller);
  }

  @Get(':id')
  @Requires('notifications:read')
  get(@TenantId() tenantId: string, @CurrentCaller() caller: Caller, @Id() id: string): Promise<NoticeView> {
    return this.own.get(tenantId, caller, id);
  }

  /** One that must be acknowledged stays unread until it is. */
  @Post(':id/read')
  @HttpCode(200)
  @Requires('notifications:read')
  read(@TenantId() tenantId: string, @CurrentCaller() caller: Caller, @Id() id: string): Promise<NoticeView> {
    return this.own.read(tenantId, caller, id);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('notifications:read')
  acknowledge(@TenantId() tenantId: string, @CurrentCaller() caller: Caller, @Id() id: string): Promise<NoticeView> {
    return this.own.acknowledge(tenantId, caller, id);
  }
}
