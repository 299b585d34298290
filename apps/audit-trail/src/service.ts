import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { AuditConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'audit-trail',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: AuditConfig,
  database,
  extensions: [messaging],
});
