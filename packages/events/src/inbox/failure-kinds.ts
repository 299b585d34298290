import { InvalidEventData, SuspectedLoop, Unprocessable } from '../envelope/event-errors.js';

/** SQLSTATE classes and codes that say that the server is away or going away (PostgreSQL, appendix A). */
const awayStates = /^(08...|57P0[123]|53300)$/;
const awayErrnos = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);
const awayMessages =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Connection ended unexpectedly/i;

/** The database cannot be reached: the event's handling was not at fault. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError, syscall } = error as Error & { code?: string; driverError?: Error; syscall?: string };
  if (driverError && isDatabaseAway(driverError)) return true;
  if (code && awayStates.test(code)) return true;
  // Handlers speak to other services by HTTP too; only the driver's own errors count here.
  if (code && awayErrnos.has(code) && (syscall === 'connect' || syscall === 'read' || syscall === 'write')) {
    return !('status' in error) && error.constructor.name !== 'CommandFailed';
  }
  return awayMessages.test(error.message);
}

/** The stable reason of a failure that no retry can mend; undefined for one that may pass. */
export function permanentReason(error: unknown): string | undefined {
  if (error instanceof Unprocessable) return error.reason;
  if (error instanceof SuspectedLoop) return 'suspected-loop';
  if (error instanceof InvalidEventData) return 'invalid-effect';
  return undefined;
}

export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
