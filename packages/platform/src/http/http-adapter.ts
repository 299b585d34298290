import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './problem-filter.js';
import { problemOf } from './problem-of.js';
import { jsonLimit } from './read-body.js';
import { requestIdOf } from './request-ids.js';

/** Fastify as all services use it; bodies, hooks and errors are added when the container exists. */
export function createHttpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    bodyLimit: jsonLimit,
    genReqId: requestIdOf,
    requestTimeout: 120_000,
    // Requests on open connections are still served while the service stops; their answers close the connection.
    return503OnClosing: false,
    // Nest's middleware is not used: guards, pipes and our hooks see every request.
    skipMiddie: true,
    multipart: false,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable,
  });
}

/** The router refused the address itself, before any hook. */
function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  void reply
    .code(problem.status)
    .header('x-request-id', request.id)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body(pathOf(request), request.id)));
}

/** What arrived is no HTTP, or too slow, or its head too large: there is no request to answer, only a socket. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status });
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
        `content-type: application/problem+json\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}
