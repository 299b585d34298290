import { Requires } from '@crm/events';
import { Id, type Page, PageQuery, Tags, TenantId } from '@crm/platform';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  type AttemptView,
  type FullMessageView,
  MessageQuery,
  type WebhookMessageView,
} from './webhook-message.dto.js';
import { WebhookMessagesService } from './webhook-messages.service.js';

@Tags('webhooks')
@Controller('v1')
export class WebhookMessagesController {
  constructor(private readonly messages: WebhookMessagesService) {}

  /** Messages, newest first; by endpoint, status or type. */
  @Get('webhook-messages')
  @Requires('webhooks:read')
  list(@TenantId() tenantId: string, @Query() query: MessageQuery): Promise<Page<WebhookMessageView>> {
    return this.messages.list(tenantId, query);
  }

  /** A message with what it says. */
  @Get('webhook-messages/:id')
  @Requires('webhooks:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<FullMessageView> {
    return this.messages.read(tenantId, id);
  }

  /** Every request that was made for it, newest first, with the beginning of each answer. */
  @Get('webhook-messages/:id/attempts')
  @Requires('webhooks:read')
  attempts(@TenantId() tenantId: string, @Id() id: string, @Query() query: PageQuery): Promise<Page<AttemptView>> {
    return this.messages.attempts(tenantId, id, query);
  }

  /** Sends it again, with a full round of retries, under the same `webhook-id`. */
  @Post('webhook-messages/:id/replay')
  @HttpCode(202)
  @Requires('webhooks:write')
  replay(@TenantId() tenantId: string, @Id() id: string): Promise<WebhookMessageView> {
    return this.messages.replay(tenantId, id);
  }

  /** Sends a `webhook.test` message to an endpoint. */
  @Post('webhook-endpoints/:id/test')
  @HttpCode(202)
  @Requires('webhooks:write')
  test(@TenantId() tenantId: string, @Id() id: string): Promise<WebhookMessageView> {
    return this.messages.test(tenantId, id);
  }
}
