import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import { Log } from './log.js';

/**
 * Nest keeps one static logger per process, while several services may live in one: the adapter asks which service's
 * code is running. Sockets and timers inherit it from the start of their service.
 */
const hosted = new AsyncLocalStorage<Log>();

/** Runs `start` so that everything it leads to logs as the service of `log`. */
export function hostedBy<T>(log: Log, start: () => T): T {
  return hosted.run(log, start);
}

/** Nest narrates its start-up in these; below `debug` nobody reads it. */
const narrators = new Set([
  'InstanceLoader',
  'RouterExplorer',
  'RoutesResolver',
  'NestFactory',
  'NestApplication',
  'NestMicroservice',
]);

class NestLogger implements LoggerService {
  constructor(private readonly fallback: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    const { log, fields, part } = this.read(rest);
    if (part !== undefined && narrators.has(part)) log.debug(String(message), fields);
    else log.info(String(message), fields);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    const { log, fields } = this.read(rest);
    log.warn(String(message), fields);
  }

  error(message: unknown, ...rest: unknown[]): void {
    const { log, fields } = this.read(rest);
    if (message instanceof Error) log.error(message.message, { ...fields, error: message });
    else log.error(String(message), fields);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    const { log, fields } = this.read(rest);
    log.fatal(String(message), fields);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    const { log, fields } = this.read(rest);
    log.debug(String(message), fields);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.debug(message, ...rest);
  }

  /** Nest passes the name of the part last, and a stack before it. */
  private read(rest: unknown[]): { log: Log; part: string | undefined; fields: Record<string, unknown> } {
    const last = rest.at(-1);
    const part = typeof last === 'string' ? last : undefined;
    const details = (part === undefined ? rest : rest.slice(0, -1)).filter((detail) => detail !== undefined);
    return {
      log: hosted.getStore() ?? this.fallback,
      part,
      fields: { ...(part === undefined ? {} : { part }), ...(details.length === 0 ? {} : { details }) },
    };
  }
}

/** The logger to hand to Nest when the service of `log` starts. */
export function nestLogger(log: Log): LoggerService {
  return new NestLogger(log);
}
