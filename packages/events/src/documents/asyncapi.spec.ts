import { Parser } from '@asyncapi/parser';
import { expect, test } from 'vitest';
import { links, serviceNames } from '../links.js';
import { heardOnBus, toldBy } from '../service-events/table.js';
import { asyncapiOf } from './asyncapi.js';

const parser = new Parser();

test.each(serviceNames)(
  'the document of %s is valid AsyncAPI 3 and names exactly its links and service events',
  async (service) => {
    const { document, diagnostics } = await parser.parse(JSON.stringify(asyncapiOf(service)));
    const errors = diagnostics.filter(({ severity }) => severity === 0);
    expect(errors.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([]);
    const typesOf = (action: 'isSend' | 'isReceive') =>
      document
        ?.operations()
        .filter((operation) => operation[action]())
        .flatMap((operation) => operation.messages().map((message) => message.name()));
    const [publishes, consumes] = [links[service].publishes, links[service].consumes];
    expect(typesOf('isSend')).toEqual([...publishes.map(({ type }) => type), ...toldBy(service)]);
    expect(typesOf('isReceive')).toEqual([...consumes.map(({ type }) => type), ...heardOnBus(service)]);
  },
);

test('a broken document is noticed', async () => {
  const broken = { ...asyncapiOf('user-auth'), operations: { on: { action: 'hear' } } };
  const { diagnostics } = await parser.parse(JSON.stringify(broken));
  expect(diagnostics.some(({ severity }) => severity === 0)).toBe(true);
});
