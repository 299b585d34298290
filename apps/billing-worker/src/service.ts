import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { BillingConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'billing-worker',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: BillingConfig,
  database,
  extensions: [messaging],
});
