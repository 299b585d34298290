import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { IntegrationConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'integration-gateway',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: IntegrationConfig,
  database,
  extensions: [messaging],
});
