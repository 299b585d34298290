import { Module } from '@nestjs/common';
import { FunnelsModule } from '../funnels/funnels.module.js';
import { RollupsModule } from '../rollups/rollups.module.js';
import { OnWebhookDelivered } from './on-webhook-delivered.handler.js';
import { WebhooksController } from './webhooks.controller.js';

@Module({ imports: [RollupsModule, FunnelsModule], controllers: [WebhooksController, OnWebhookDelivered] })
export class WebhooksModule {}
