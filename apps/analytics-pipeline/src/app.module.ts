import { Module } from '@nestjs/common';
import { ContactsModule } from './contacts/contacts.module.js';
import { FunnelsModule } from './funnels/funnels.module.js';
import { SeriesModule } from './series/series.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';
import { WorkflowsModule } from './workflows/workflows.module.js';

@Module({ imports: [ContactsModule, FunnelsModule, SeriesModule, WebhooksModule, WorkflowsModule] })
export class AppModule {}
