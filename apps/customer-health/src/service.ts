import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { HealthConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'customer-health',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: HealthConfig,
  database,
  extensions: [messaging],
});
