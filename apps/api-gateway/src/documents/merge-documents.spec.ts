import type { ServiceName } from '@crm/events';
import { expect, test } from 'vitest';
import { type ApiDocument, mergeDocuments } from './merge-documents.js';

const get = (schema: string) => ({
  get: {
    responses: { 200: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } } },
  },
});
const problem = { type: 'object', required: ['type'] };

const documents = new Map<ServiceName, ApiDocument>([
  [
    'user-auth',
    {
      paths: { '/v1/users': get('Item'), '/internal/users': get('Item'), '/v1/operations/outbox': get('Item') },
      components: { schemas: { Item: { title: 'a user' }, Problem: problem } },
    },
  ],
  [
    'billing-worker',
    {
      paths: { '/v1/plans': get('List'), '/v1/users': get('Item') },
      components: {
        schemas: {
          Item: { title: 'a plan' },
          List: { items: { $ref: '#/components/schemas/Item' } },
          Problem: problem,
        },
      },
    },
  ],
]);

test('each service brings the resources it owns, and nothing that is not for the world', () => {
  expect(Object.keys(mergeDocuments(documents).paths)).toEqual(['/v1/users', '/v1/plans']);
});

test('what two services mean differently by one name is told apart, with every reference to it', () => {
  const { components, paths } = mergeDocuments(documents);
  expect(components['schemas']).toEqual({
    Item: { title: 'a user' },
    BillingWorkerItem: { title: 'a plan' },
    List: { items: { $ref: '#/components/schemas/BillingWorkerItem' } },
    Problem: problem,
  });
  expect(paths['/v1/plans']).toEqual(get('List'));
});

test('what reads the same but refers to something else is told apart as well', () => {
  const list = { items: { $ref: '#/components/schemas/Item' } };
  const { components, paths } = mergeDocuments(
    new Map<ServiceName, ApiDocument>([
      ['user-auth', { components: { schemas: { Item: { title: 'a user' }, List: list } } }],
      [
        'billing-worker',
        { paths: { '/v1/plans': get('List') }, components: { schemas: { List: list, Item: { title: 'a plan' } } } },
      ],
    ]),
  );
  expect(components['schemas']?.['BillingWorkerList']).toEqual({
    items: { $ref: '#/components/schemas/BillingWorkerItem' },
  });
  expect(paths['/v1/plans']).toEqual(get('BillingWorkerList'));
});
