import { ValidationFailed } from '../http/standard-problems.js';
import { declaredStatus } from '../http/success-status.js';
import { inputClasses } from './input-classes.js';
import type { Returned } from './returns.js';
import { type Schema, Schemas } from './schemas.js';
import type { ServedRoute } from './served-route.js';
import { tagsOf } from './tags.js';

const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'instance', 'requestId'],
  properties: {
    type: { type: 'string', examples: [`urn:crm:problem:${ValidationFailed.code}`] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** The OpenAPI 3.1 document of a service, told by its routes and the rules of their classes. */
export function openapiOf(service: string, routes: readonly ServedRoute[]): object {
  const schemas = new Schemas();
  schemas.components['Problem'] = problemSchema;
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(service, route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: { title: service, version: '1' },
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationOf(service: string, route: ServedRoute, schemas: Schemas): object {
  const { access, operation, returns, streams } = route.rules;
  const controller = operation?.controller.constructor.name.replace(/Controller$/, '') ?? '';
  const { body, query } = operation ? inputClasses(operation) : {};
  const content = streams
    ? Object.fromEntries(streams.types.map((type) => [type === '*' ? '*/*' : type, {}]))
    : body && { 'application/json': { schema: schemas.ref(body) } };
  const status = declaredStatus(operation, route.method);
  return {
    operationId: `${service.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}_${controller}_${operation?.method}`,
    tags: (operation && tagsOf(operation.controller)) ?? [service],
    'x-crm-access': access,
    security: access?.kind === 'unguarded' ? [] : [{ bearer: [] }, ...(access?.kind === 'anonymous' ? [{}] : [])],
    parameters: [
      ...pathParameters(route.path),
      ...(query ? queryParameters(schemas.build(query)) : []),
      ...headerParameters(route.method),
    ],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: {
      [status]: { description: 'Done', ...(returns ? { content: json(shaped(returns, schemas)) } : {}) },
      default: {
        description: 'Refused or failed',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ properties = {}, required = [] }: Schema): object[] {
  const names = Object.entries(properties as Record<string, Schema>);
  return names.map(([name, schema]) => ({
    name,
    in: 'query',
    required: (required as string[]).includes(name) && !('default' in schema) && name !== 'limit',
    schema,
  }));
}

function headerParameters(method: string): object[] {
  const names = method === 'POST' ? ['Idempotency-Key'] : method === 'GET' ? [] : ['If-Match'];
  return names.map((name) => ({ name, in: 'header', required: false, schema: { type: 'string' } }));
}

function shaped({ view, shape }: Returned, schemas: Schemas): Schema {
  const one = schemas.ref(view, true);
  if (shape === 'one') return one;
  const items = { type: 'array', items: one };
  if (shape === 'list') return items;
  return {
    type: 'object',
    required: ['items', 'nextCursor'],
    properties: { items, nextCursor: { type: ['string', 'null'] } },
  };
}

function json(schema: Schema): object {
  return { 'application/json': { schema } };
}
