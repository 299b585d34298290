import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { exportsOf } from './status.js';

it('hands a shell every variable as it is, whatever stands in a password', () => {
  const operator = { email: 'operator@crm.example', password: `it's "$HOME" \\ \`date\`` };
  const places = { gatewayUrl: 'http://127.0.0.1:8080', outsideUrl: 'http://127.0.0.1:8025' };
  const status = { ...places, operator, ready: true, services: [] };
  const script = `${exportsOf({ ...status, rabbitmq: { url: '', managementUrl: '' }, postgres: { url: '' } })}
    printf '%s\\n' "$GATEWAY_URL" "$OUTSIDE_URL" "$OPERATOR_EMAIL" "$OPERATOR_PASSWORD"`;
  const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
  expect(printed).toEqual([places.gatewayUrl, places.outsideUrl, operator.email, operator.password]);
});
