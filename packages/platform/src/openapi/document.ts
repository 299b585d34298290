import { HEADERS_METADATA } from '@nestjs/common/constants.js';
import { ValidationFailed } from '../http/standard-problems.js';
import { declaredStatus } from '../http/success-status.js';
import type { Operation } from '../identity/route-rules.js';
import type { ServiceDefinition } from '../service/service-definition.js';
import { type Answers, answersOf } from './answers.js';
import { inputClasses } from './input-classes.js';
import { type Schema, type SchemaClass, Schemas } from './schemas.js';
import type { ServedRoute } from './served-route.js';
import { tagsOf } from './tags.js';

interface Header {
  readonly name: string;
  readonly value: string;
}

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

/** The OpenAPI 3.1 document of a service, told by its routes, the rules of their classes and the types they return. */
export async function openapiOf(service: ServiceDefinition, routes: readonly ServedRoute[]): Promise<object> {
  const answers = await answersOf(service);
  const schemas = new Schemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(service.name, route, schemas, answers) };
  }
  return {
    openapi: '3.1.0',
    info: { title: service.name, version: '1' },
    paths,
    components: {
      schemas: { ...answers.schemas, ...schemas.components, Problem: problemSchema },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationOf(service: string, route: ServedRoute, schemas: Schemas, answers: Answers): object {
  const { access, operation, streams } = route.rules;
  const controller = operation?.controller.constructor.name.replace(/Controller$/, '') ?? '';
  const { body, query } = operation ? inputClasses(operation) : {};
  const content = streams
    ? Object.fromEntries(streams.types.map((type) => [type === '*' ? '*/*' : type, {}]))
    : body && { 'application/json': { schema: schemas.ref(body) } };
  const key = `${controller}_${operation?.method}`;
  const answer = answers.operations[key];
  const status = declaredStatus(operation, route.method);
  return {
    operationId: `${service.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}_${key}`,
    tags: (operation && tagsOf(operation.controller)) ?? [service],
    'x-crm-access': access,
    security: access?.kind === 'unguarded' ? [] : [{ bearer: [] }, ...(access?.kind === 'anonymous' ? [{}] : [])],
    parameters: [
      ...pathParameters(route.path),
      ...(query ? queryParameters(query, schemas) : []),
      ...headerParameters(route.method),
    ],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: {
      [status]: {
        description: 'Done',
        ...(answer ? { content: { [mediaTypeOf(operation)]: { schema: answer } } } : {}),
      },
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

/** What a class gives a property itself is its default, and need not be sent. */
function queryParameters(type: SchemaClass, schemas: Schemas): object[] {
  const { properties = {}, required = [] } = schemas.build(type) as { properties?: object; required?: string[] };
  const defaults = new type() as Record<string, unknown>;
  return Object.entries(properties).map(([name, schema]) => {
    const given = defaults[name];
    return {
      name,
      in: 'query',
      required: required.includes(name) && given === undefined,
      schema: given === undefined ? schema : { ...schema, default: given },
    };
  });
}

function headerParameters(method: string): object[] {
  const names = method === 'POST' ? ['Idempotency-Key'] : method === 'GET' ? [] : ['If-Match'];
  return names.map((name) => ({ name, in: 'header', required: false, schema: { type: 'string' } }));
}

/** JSON, unless `@Header` names a kind of it. */
function mediaTypeOf(operation: Operation | undefined): string {
  const headers = operation && (Reflect.getMetadata(HEADERS_METADATA, operation.handler) as Header[] | undefined);
  return headers?.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? 'application/json';
}
