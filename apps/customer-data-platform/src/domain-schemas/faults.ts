import { type FieldError, ValidationFailed } from '@crm/platform';

/** What is wrong at a place of a document. */
export function faultAt(path: readonly string[], rule: string, words: string): FieldError {
  const field = ['value', ...path].join('.');
  return { field, rule, message: `${field} ${words}` };
}

/** Ten say enough: no more are looked for, since a document may have thousands with long paths. */
export function assertNone(faults: Iterable<FieldError>): void {
  const first: FieldError[] = [];
  for (const fault of faults) if (first.push(fault) === 10) break;
  if (first.length > 0) throw new ValidationFailed(first);
}
