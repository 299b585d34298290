import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { CustomerDataConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'customer-data-platform',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: CustomerDataConfig,
  database,
  extensions: [messaging],
});
