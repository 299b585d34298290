import { defineService, ServiceConfig } from '@crm/platform';
import { AppModule } from './app.module.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'analytics-pipeline',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: ServiceConfig,
  database,
  extensions: [messaging],
});
