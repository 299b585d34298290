import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { AccessConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'access-control',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: AccessConfig,
  database,
  extensions: [messaging],
});
