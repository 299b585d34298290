import type { ValidationError } from 'class-validator';
import type { FieldError } from '../http/standard-problems.js';

/** One entry per broken rule, with the path of the property from the root. */
export function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      rule: rule === 'whitelistValidation' ? 'unknownField' : rule,
      message: rule === 'whitelistValidation' ? `${field} is not known here` : message,
    }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}
