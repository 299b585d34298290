import { setTimeout as delay } from 'node:timers/promises';
import { bootService, eventually, type TestService } from '@crm/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuplicatesService } from '../src/duplicates/duplicates.service.js';
import { Transactions } from '../src/messaging.js';
import { service } from '../src/service.js';
import { newTenant } from './tenant.js';

let data: TestService;

beforeAll(async () => {
  data = await bootService(service);
});
afterAll(() => data.stop());

test('doubles that are made at the same moment find each other', async () => {
  const { client } = await newTenant(data);
  const names = [
    ...['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson', 'Barbara Liskov', 'Edsger Dijkstra', 'Donald Knuth'],
    ...['Margaret Hamilton', 'Alan Turing', 'Tony Hoare', 'Radia Perlman', 'Niklaus Wirth', 'Frances Allen'],
  ];
  const twins = names.flatMap((name) => {
    const [givenName, familyName] = name.split(' ');
    const twin = { givenName, familyName, company: `Firm ${name}` };
    return [twin, twin];
  });
  const made = await Promise.all(twins.map((twin) => client.post('/v1/contacts', twin)));
  expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
  await eventually(async () => (await data.sql('SELECT 1 FROM timers')).length === 0);
  const { items } = (await client.get('/v1/duplicates?limit=200&minScore=0.9')).body;
  const found = new Set(
    items.map((pair: { contacts: { company: string }[] }) => pair.contacts.map((c) => c.company).join()),
  );
  for (const name of names) expect(found).toContain(`Firm ${name},Firm ${name}`);
});

test('looks at one tenant follow each other', async () => {
  const [{ tenantId }, { tenantId: other }] = [await newTenant(data), await newTenant(data)];
  const duplicates = data.app.get(DuplicatesService, { strict: false });
  const transactions = data.app.get(Transactions, { strict: false });
  const order: string[] = [];
  const look = (tenant: string, name: string) =>
    transactions.inTenant(tenant, async (unit) => {
      await duplicates.look(unit, []);
      order.push(name);
    });
  let second: Promise<void> | undefined;
  await transactions.inTenant(tenantId, async (unit) => {
    await duplicates.look(unit, []);
    second = look(tenantId, 'second');
    await look(other, 'elsewhere');
    await delay(200);
    order.push('first');
  });
  await second;
  expect(order).toEqual(['elsewhere', 'first', 'second']);
});
