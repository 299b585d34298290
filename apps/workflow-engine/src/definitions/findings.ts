import type { FieldError } from '@crm/platform';

/** What is wrong with a definition, each by the path at which it stands. */
export class Findings {
  readonly errors: FieldError[] = [];

  add(field: string, rule: string, message: string): void {
    this.errors.push({ field, rule, message: `${field} ${message}` });
  }

  /** The value as an object that has no other members than `known`; undefined when it is none. */
  object(value: unknown, path: string, known: readonly string[]): Record<string, unknown> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.add(path, 'isObject', 'must be an object');
      return undefined;
    }
    for (const name of Object.keys(value)) {
      if (!known.includes(name)) this.add(`${path}.${name}`, 'unknownField', 'is not known here');
    }
    return value as Record<string, unknown>;
  }

  list(value: unknown, path: string, least: number, most: number): unknown[] | undefined {
    if (Array.isArray(value) && value.length >= least && value.length <= most) return value;
    this.add(path, 'isArray', `must be a list of ${least} to ${most} items`);
    return undefined;
  }

  text(value: unknown, path: string, longest: number): void {
    if (typeof value === 'string' && value.length > 0 && value.length <= longest) return;
    this.add(path, 'isString', `must be a text of 1 to ${longest} characters`);
  }

  oneOf(value: unknown, path: string, known: readonly string[]): boolean {
    if (known.some((one) => one === value)) return true;
    this.add(path, 'isIn', `must be one of ${known.join(', ')}`);
    return false;
  }

  seconds(value: unknown, path: string): void {
    if (typeof value === 'number' && value > 0 && value <= longestWait) return;
    this.add(path, 'seconds', `must be a number of seconds above 0 and up to ${longestWait} (a year)`);
  }
}

const longestWait = 366 * 86_400;
