import type { Say } from './say.js';
import type { Run, Secrets } from './state.js';
import type { StoryReport } from './story.js';

/** Where to go now. */
export function sayDoors(run: Run, { operator }: Secrets, tenant: StoryReport['tenant'], say: Say): void {
  const doors: [string, string][] = [
    ['Console', `${run.gatewayUrl}/console`],
    ['Gateway', run.gatewayUrl],
    ['API docs', `${run.gatewayUrl}/docs   (${run.gatewayUrl}/openapi.json)`],
    ['Operator', `${operator.email} / ${operator.password}`],
    ...(tenant
      ? [[`Owner of ${tenant.slug}`, `${tenant.owner.email} / ${tenant.owner.password}`] as [string, string]]
      : []),
    ['Mail and webhooks', run.outsideUrl],
    ['RabbitMQ console', run.rabbitmq.managementUrl],
    ['PostgreSQL', run.postgres.url],
    ['Logs', '.crm/logs/<service>.log'],
  ];
  say('\nEverything runs. The doors:');
  for (const [door, where] of doors) say(`  ${door.padEnd(24)}${where}`);
  say('Stop with Ctrl-C or "npm run stop"; "npm run status" shows what runs; "npm run reset" forgets all data.');
}
