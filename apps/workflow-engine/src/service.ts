import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { WorkflowConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'workflow-engine',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: WorkflowConfig,
  database,
  extensions: [messaging],
});
