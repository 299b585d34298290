import { Parser } from '@asyncapi/parser';
import { expect, test } from 'vitest';
import { links, serviceNames } from '../links.js';
import { asyncapiOf } from './asyncapi.js';

const parser = new Parser();

test.each(serviceNames)('the document of %s is valid AsyncAPI 3 and names exactly its links', async (service) => {
  const { document, diagnostics } = await parser.parse(JSON.stringify(asyncapiOf(service)));
  const errors = diagnostics.filter(({ severity }) => severity === 0);
  expect(errors.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([]);
  const typesOf = (action: 'isSend' | 'isReceive') =>
    document
      ?.operations()
      .filter((operation) => operation[action]())
      .flatMap((operation) => operation.messages().map((message) => message.name()));
  expect(typesOf('isSend')).toEqual(links[service].publishes.map(({ type }) => type));
  expect(typesOf('isReceive')).toEqual(links[service].consumes.map(({ type }) => type));
});

test('a broken document is noticed', async () => {
  const broken = { ...asyncapiOf('user-auth'), operations: { on: { action: 'hear' } } };
  const { diagnostics } = await parser.parse(JSON.stringify(broken));
  expect(diagnostics.some(({ severity }) => severity === 0)).toBe(true);
});
