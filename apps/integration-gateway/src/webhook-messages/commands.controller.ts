import { CommandRoute, TenantId } from '@crm/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { SendWebhookDto } from './webhook-message.dto.js';
import { WebhookMessagesService } from './webhook-messages.service.js';

/** What other services ask of webhooks. */
@Controller('internal/webhook-messages')
export class CommandsController {
  constructor(private readonly messages: WebhookMessagesService) {}

  @Post()
  @CommandRoute('send-webhook')
  send(@TenantId() tenantId: string, @Body() body: SendWebhookDto): Promise<{ messageIds: string[] }> {
    return this.messages.send(tenantId, body);
  }
}
