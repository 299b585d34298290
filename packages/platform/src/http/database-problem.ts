import type { Problem } from './problem.js';
import { Conflict, InvalidValue, NotFound, TemporarilyUnavailable } from './standard-problems.js';

/** SQLSTATE codes (PostgreSQL, appendix A) that are the caller's doing or will pass; every other is our own mistake. */
const conflicts = new Set(['23505', '23503', '23P01']);
const unstorable = new Set(['22P02', '22003', '22001', '22007', '22008', '22021', '22P05']);
const passing = new Set(['40001', '40P01', '55P03', '57014', '57P01', '57P02', '57P03', '53300', '53400']);
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Sentences of the driver for which it sets no code. */
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

interface DriverError {
  readonly code?: string;
  readonly table?: string;
}

/** The PostgreSQL error in `error`, if it is one or wraps one (TypeORM does). */
export function driverErrorOf(error: unknown): DriverError | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner = 'driverError' in error && error.driverError instanceof Error ? error.driverError : error;
  const code: unknown = Reflect.get(inner, 'code');
  if (typeof code === 'string') return inner as DriverError;
  return lost.test(inner.message) ? { code: '08006' } : undefined;
}

export function databaseProblem(error: unknown): Problem | undefined {
  if (error instanceof Error && error.name === 'EntityNotFoundError') return new NotFound();
  const code = driverErrorOf(error)?.code;
  if (code === undefined) return undefined;
  if (conflicts.has(code))
    return new Conflict(code === '23505' ? 'The same already exists.' : 'Something else depends on this.');
  if (unstorable.has(code)) return new InvalidValue('A value has the wrong form or is out of range.');
  if (passing.has(code) || code.startsWith('08') || unreachable.has(code)) {
    return new TemporarilyUnavailable('Try again in a moment.', {}, { 'retry-after': '1' });
  }
  return undefined;
}
