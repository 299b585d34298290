import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ValidationFailed, VersionMismatch } from './standard-problems.js';

/** An answer with a numeric `version` carries it as `etag: "<version>"`. */
export function setEtag(reply: FastifyReply, payload: unknown): void {
  if (payload === null || typeof payload !== 'object' || !('version' in payload)) return;
  if (Number.isSafeInteger(payload.version) && !reply.hasHeader('etag')) reply.header('etag', `"${payload.version}"`);
}

/** The version the sender last saw, from `If-Match: "<version>"`; undefined without the header or for `*`. */
export const IfMatch = createParamDecorator((_: unknown, host: ExecutionContext): number | undefined => {
  const header = host.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^\s*"(\d{1,15})"\s*$/.exec(header)?.[1];
  if (version === undefined) {
    throw new ValidationFailed([
      { field: 'If-Match', rule: 'etag', message: 'If-Match must be the etag of an earlier answer, as in "3"' },
    ]);
  }
  return Number(version);
});

/** @throws 412 `version-mismatch` when the sender expected another version than `actual` */
export function assertVersion(actual: number, expected: number | undefined): void {
  if (expected !== undefined && actual !== expected) {
    throw new VersionMismatch(`It has version ${actual} by now. Read it again and repeat the change.`, {
      version: actual,
    });
  }
}
