import type { FastifyRequest } from 'fastify';
import type { Problem } from './problem.js';
import { UnsupportedMediaType } from './standard-problems.js';

/** RFC 8259 and everything that is built on it, as in `application/merge-patch+json`. */
const json = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** The reason to refuse a body of a type that the route does not read. Asked before the body arrives. */
export function refuseMediaType(request: FastifyRequest): Problem | undefined {
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0') return undefined;
  const type = headers['content-type'];
  const streamed = request.route.crm?.streams?.types;
  if (!streamed) {
    return type !== undefined && json.test(type) ? undefined : new UnsupportedMediaType('Send application/json.');
  }
  const essence = type?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return streamed.includes('*') || streamed.includes(essence)
    ? undefined
    : new UnsupportedMediaType(`Send ${streamed.join(' or ')}.`);
}
