import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { DataOf, EventClass } from '../contracts/event-class.js';

function flatten(errors: readonly ValidationError[], path = ''): string[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.values(error.constraints ?? {}).map((message) => (path ? `${path}: ${message}` : message));
    return [...own, ...flatten(error.children ?? [], field)];
  });
}

/**
 * Checks data against the event's contract and answers every violation, none when the data hold. Fields that the
 * contract does not know are allowed: within a version contracts grow, and the reader may be the older one.
 */
export function violationsOf<E extends EventClass>(event: E, data: unknown): string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return ['data must be an object'];
  const instance = plainToInstance(event, data) as DataOf<E>;
  return flatten(validateSync(instance, { forbidUnknownValues: false }));
}
