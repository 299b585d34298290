import { defineService } from '@crm/platform';
import { AppModule } from './app.module.js';
import { GatewayConfig } from './config.js';
import { database } from './database.js';
import { PublicDescription } from './documents/public-description.js';
import { messaging } from './messaging.js';
import { UserAuthenticator } from './tokens/user-authenticator.js';

export const service = defineService({
  name: 'api-gateway',
  module: AppModule,
  answers: () => import('./generated/answers.json', { with: { type: 'json' } }),
  config: GatewayConfig,
  database,
  extensions: [messaging],
  authenticate: UserAuthenticator,
  describe: PublicDescription,
});
