import { type DestinationStream, type Logger, pino } from 'pino';
import { currentContext } from '../context/request-context.js';
import { traceIdOf } from '../tracing/traceparent.js';
import { redact } from './redact.js';

/** What a log line tells besides its sentence. An error goes under `error`. */
export type LogFields = Record<string, unknown>;

/**
 * A service's own structured log (injectable). Every line is one JSON object that carries the service, and the request,
 * correlation, tenant and trace of the work in progress; values with secret names are hidden.
 */
export class Log {
  private constructor(private readonly target: Logger) {}

  static create(service: string, level: string, destination?: DestinationStream): Log {
    const options = {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }), log: redact },
      mixin: contextFields,
    };
    return new Log(destination ? pino(options, destination) : pino(options));
  }

  /** The same log with the name of a part of the service in each line. */
  for(part: string): Log {
    return new Log(this.target.child({ part }));
  }

  isLevelEnabled(level: string): boolean {
    return this.target.isLevelEnabled(level);
  }

  debug(message: string, fields: LogFields = {}): void {
    this.target.debug(fields, message);
  }

  info(message: string, fields: LogFields = {}): void {
    this.target.info(fields, message);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.target.warn(fields, message);
  }

  error(message: string, fields: LogFields = {}): void {
    this.target.error(fields, message);
  }

  fatal(message: string, fields: LogFields = {}): void {
    this.target.fatal(fields, message);
  }
}

function contextFields(): LogFields {
  const context = currentContext();
  if (!context) return {};
  return {
    requestId: context.requestId,
    correlationId: context.correlationId,
    ...(context.tenantId === undefined ? {} : { tenantId: context.tenantId }),
    ...(context.traceparent === undefined ? {} : { traceId: traceIdOf(context.traceparent) }),
  };
}
