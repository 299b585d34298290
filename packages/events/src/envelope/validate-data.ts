import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { DataOf, EventClass } from '../contracts/event-class.js';

export interface Violation {
  /** Of the field, as in `owner.email`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

function flatten(errors: readonly ValidationError[], parent = ''): Violation[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const path = parent ? `${parent}.${property}` : property;
    const own = Object.values(constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...flatten(children ?? [], path)];
  });
}

/**
 * Checks data against the event's contract and answers every violation, none when the data hold. Fields that the
 * contract does not know are allowed: within a version contracts grow, and the reader may be the older one.
 */
export function violationsAt<E extends EventClass>(event: E, data: unknown): Violation[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return [{ path: '', message: 'data must be an object' }];
  }
  const instance = plainToInstance(event, data) as DataOf<E>;
  return flatten(validateSync(instance, { forbidUnknownValues: false }));
}

/** The same as sentences. */
export function violationsOf<E extends EventClass>(event: E, data: unknown): string[] {
  return violationsAt(event, data).map(({ path, message }) => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    return parent ? `${parent}: ${message}` : message;
  });
}
