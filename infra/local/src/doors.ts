import type { Say } from './say.js';
import type { Run, Secrets } from './state.js';

/** Where to go now. */
export function sayDoors(run: Run, secrets: Secrets, say: Say): void {
  say('');
  say('Everything runs. The doors:');
  say(`  API                 ${run.gatewayUrl}   (${run.gatewayUrl}/openapi.json)`);
  say(`  Operator            ${secrets.operator.email} / ${secrets.operator.password}`);
  say(`  Mail and webhooks   ${run.outsideUrl}`);
  say(`  RabbitMQ            ${run.rabbitmq.managementUrl}`);
  say(`  PostgreSQL          ${run.postgres.url}`);
  say('  Logs                .crm/logs/<service>.log');
  say('Stop with Ctrl-C or "npm run stop"; "npm run status" shows what runs; "npm run reset" forgets all data.');
}
