import type { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { addRouteRules } from '../identity/route-rules.js';

/**
 * The route takes its body as a stream of one of `types` (`'*'`: of any) instead of JSON. Nothing is buffered; more than
 * `maxBytes` (default 100 MiB) fails the stream with 413 `payload-too-large`.
 */
export function StreamsBody(types: string | readonly string[], options: { maxBytes?: number } = {}): MethodDecorator {
  return (target, property, descriptor) => {
    const streams = { types: [types].flat(), maxBytes: options.maxBytes ?? 104_857_600 };
    addRouteRules(target, property, descriptor, { streams });
  };
}

/** The body of a `@StreamsBody` route; undefined when the request has none. It must be read or destroyed. */
export const BodyStream = createParamDecorator(
  (_: unknown, host: ExecutionContext): Readable | undefined =>
    host.switchToHttp().getRequest<FastifyRequest>().body as Readable | undefined,
);
