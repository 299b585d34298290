import { readFileSync } from 'node:fs';
import { consumeLinks, eventClasses, links, publisherOf, type ServiceName, serviceNames, titleOf } from '@crm/events';
import { expect, test } from 'vitest';

/** The services as the document names them. */
const titles: Record<string, ServiceName> = {
  'CRM API Gateway': 'api-gateway',
  'User Auth Service': 'user-auth',
  'Access Control Service': 'access-control',
  'Customer Data Platform': 'customer-data-platform',
  'Customer Health Service': 'customer-health',
  'Onboarding Orchestrator': 'onboarding-orchestrator',
  'Workflow Engine': 'workflow-engine',
  'Integration Gateway': 'integration-gateway',
  'Analytics Pipeline': 'analytics-pipeline',
  'Billing Worker': 'billing-worker',
  'Audit Trail Service': 'audit-trail',
  'Tenant Admin Portal': 'tenant-admin-portal',
};

/** `AlphaBeta` is Alpha and Beta: the document sets names side by side without a separator. */
function split(cell: string): ServiceName[] {
  const found: ServiceName[] = [];
  let rest = cell;
  while (rest !== '') {
    const title = Object.keys(titles).find((name) => rest.startsWith(name));
    if (!title) throw new Error(`No service is called ${rest}`);
    found.push(titles[title] as ServiceName);
    rest = rest.slice(title.length);
  }
  return found;
}

const document = readFileSync(new URL('../docs/event-map.md', import.meta.url), 'utf8');
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('|') && !line.startsWith('| Event') && !line.startsWith('|---'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([title, , format, publishers, consumers]) => ({
    title: title as string,
    format,
    publishers: split(publishers as string),
    consumers: split(consumers as string).sort(),
  }));

test('the links in the code are the links of the document, event by event', () => {
  const ours = eventClasses.map((event) => ({
    title: titleOf(event),
    format: 'CloudEvents/JSON',
    publishers: [publisherOf(event.type)],
    consumers: consumeLinks
      .filter((link) => link.event.type === event.type)
      .map((link) => link.consumer)
      .sort(),
  }));
  const byTitle = (a: { title: string }, b: { title: string }): number => a.title.localeCompare(b.title);
  expect(ours.sort(byTitle)).toEqual([...rows].sort(byTitle));
});

test('there are 12 services, 20 events, 20 publish links and 78 consume links', () => {
  const publishLinks = serviceNames.flatMap((name) => [...links[name].publishes]);
  expect([
    serviceNames.length,
    new Set(eventClasses.map((event) => event.type)).size,
    publishLinks.length,
    consumeLinks.length,
  ]).toEqual([12, 20, 20, 78]);
});

test('every type is written as crm.<aggregate>.<fact>.v1', () => {
  for (const event of eventClasses) expect(event.type).toMatch(/^crm\.[a-z]+(-[a-z]+)*\.[a-z]+\.v1$/);
});
