import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../logging/log.js';
import type { IdempotencyKeys } from './idempotency-keys.js';
import { problemOf } from './problem-of.js';

/** The one place where errors become answers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly idempotency: IdempotencyKeys | undefined,
  ) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (!this.idempotency || request.work?.idempotency === undefined) return this.answer(error, request, reply);
    return this.idempotency.answerFromTwin(request, reply).then(
      (answered) => answered || this.answer(error, request, reply),
      () => this.answer(error, request, reply),
    );
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    if (problem.status >= 500) this.report(error, problem.status, request);
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    for (const [name, value] of Object.entries(problem.headers)) reply.header(name, value);
    void reply
      .code(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem.body(pathOf(request), request.id)));
  }

  private report(error: unknown, status: number, request: FastifyRequest): void {
    const fields = { error, method: request.method, path: pathOf(request), status, requestId: request.id };
    if (status === 500) this.log.error('A request failed', fields);
    else this.log.warn('A request could not be served', fields);
  }
}

/** Without the query, which may hold what nobody else should see. */
export function pathOf(request: FastifyRequest): string {
  const { url } = request;
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}
