import { currentContext } from '../context/request-context.js';
import { isTraceparent } from './traceparent.js';

/** `carrier` (outgoing headers or attributes) with the trace context of the work in progress. */
export function inject<T extends Record<string, unknown>>(carrier: T): T & { traceparent?: string } {
  const traceparent = currentContext()?.traceparent;
  return traceparent === undefined ? carrier : { ...carrier, traceparent };
}

/** The trace context of incoming headers or attributes; a broken one counts as none. */
export function extract(carrier: Readonly<Record<string, unknown>>): string | undefined {
  const value = carrier['traceparent'];
  return isTraceparent(value) ? value : undefined;
}
