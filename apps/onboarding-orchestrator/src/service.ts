import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { OnboardingConfig } from './config.js';
import { database } from './database.js';
import { messaging } from './messaging.js';

export const service = defineService({
  name: 'onboarding-orchestrator',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: OnboardingConfig,
  database,
  extensions: [messaging],
});
