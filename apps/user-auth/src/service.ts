import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { AuthConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'user-auth',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: AuthConfig,
  database,
  extensions: [messaging],
});
