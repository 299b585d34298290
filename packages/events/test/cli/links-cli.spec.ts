import { links, serviceEvents, serviceNames } from '@crm/events';
import { expect, test } from 'vitest';
import { runCli } from './run-cli.js';

test('--json names what each service publishes and consumes', async () => {
  const { code, stdout } = await runCli('links', ['--json']);
  expect(code).toBe(0);
  const { services, ...beside } = JSON.parse(stdout) as {
    services: Record<string, { publishes: string[]; consumes: string[] }>;
  };
  expect(beside).toEqual({ serviceEvents });
  expect(Object.keys(services)).toEqual(serviceNames);
  for (const name of serviceNames) {
    expect(services[name]?.publishes).toEqual(links[name].publishes.map(({ type }) => type));
    expect(services[name]?.consumes).toEqual(links[name].consumes.map(({ type }) => type));
  }
});

test('without options the map is printed for people', async () => {
  const { code, stdout } = await runCli('links', []);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^billing-worker\n {2}hears {2}crm\.tenant\.deactivated\.v1 +from api-gateway\n/m);
  expect(stdout).toMatch(/^12 services, 20 events, 78 links$/m);
  expect(stdout.trimEnd()).toMatch(/\n {2}tells {2}flow\.stopped\n\n36 service events, beside the map$/);
});

test('--asyncapi prints the document of a service', async () => {
  const { code, stdout } = await runCli('links', ['--asyncapi', 'billing-worker']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ asyncapi: '3.0.0', info: { title: 'billing-worker' } });
});

test.each([[['--asyncapi', 'mailer']], [['--loud']], [['--check', '--write']], [['--live']]])(
  '%j is refused with exit code 2',
  async (args) => {
    const { code, stdout, stderr } = await runCli('links', args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
  },
);
