import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { PortalConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'tenant-admin-portal',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: PortalConfig,
  database,
  extensions: [messaging],
});
