import { HttpException } from '@nestjs/common';
import { CommandFailed } from '../commands/command-failed.js';
import { databaseProblem } from './database-problem.js';
import { Problem, type ProblemClass } from './problem.js';
import {
  BadRequest,
  Conflict,
  Forbidden,
  Internal,
  MethodNotAllowed,
  NotFound,
  PayloadTooLarge,
  TemporarilyUnavailable,
  TooManyRequests,
  Unauthenticated,
  UnsupportedMediaType,
} from './standard-problems.js';

const byStatus: Readonly<Record<number, ProblemClass>> = {
  400: BadRequest,
  401: Unauthenticated,
  403: Forbidden,
  404: NotFound,
  405: MethodNotAllowed,
  409: Conflict,
  413: PayloadTooLarge,
  415: UnsupportedMediaType,
  429: TooManyRequests,
  503: TemporarilyUnavailable,
};

/** What the caller is told about `error`. Anything not known to be theirs is `internal` and says nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error.message);
  if (error instanceof CommandFailed) return error.asProblem();
  return databaseProblem(error) ?? frameworkProblem(error) ?? new Internal();
}

/** Fastify's own refusals carry a `FST_` code and a status; their messages are about the request and safe to show. */
function frameworkProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || !('code' in error)) return undefined;
  const { statusCode, code } = error;
  if (typeof statusCode !== 'number' || typeof code !== 'string' || !code.startsWith('FST_')) return undefined;
  return statusCode < 500 ? ofStatus(statusCode, error.message) : undefined;
}

function ofStatus(status: number, detail: string): Problem {
  const known = byStatus[status];
  if (known) return new known(status === 404 ? undefined : detail);
  return status < 500 ? new Problem(`http-${status}`, status, detail) : new Internal();
}
