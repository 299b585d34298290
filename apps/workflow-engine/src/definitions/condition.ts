/**
 * Compares one field: `event.<name>` of the event's data, `contact.<name>` of the contact as it is now; a bare name is
 * the event's, or the contact's where the event has none of that name.
 */
export interface Comparison {
  readonly field: string;
  readonly op: Operator;
  /** An array for `in`; a boolean, true if left out, for `exists`. */
  readonly value?: unknown;
}
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

export const operators = ['eq', 'ne', 'gt', 'lt', 'contains', 'exists', 'in'] as const;
export type Operator = (typeof operators)[number];

/** What a condition is asked of. */
export interface Facts {
  readonly event: Readonly<Record<string, unknown>>;
  readonly contact?: Readonly<Record<string, unknown>>;
}

/** Whether a condition holds. A field that is missing is undefined: it equals nothing and is neither greater nor less. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  if ('not' in condition) return !holds(condition.not, facts);
  return compare(condition.op, fieldOf(facts, condition.field), condition.value);
}

/** The fields that a condition reads. */
export function fieldsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  if ('not' in condition) return fieldsOf(condition.not);
  return [condition.field];
}

/** Whether a condition cannot be answered by the event alone. */
export function readsContact(condition: Condition | undefined | null, event: Facts['event']): boolean {
  const reads = (field: string): boolean =>
    field.startsWith('contact.') || (!field.startsWith('event.') && valueAt(event, field) === undefined);
  return condition ? fieldsOf(condition).some(reads) : false;
}

function fieldOf(facts: Facts, field: string): unknown {
  if (/^(event|contact)\./.test(field)) return valueAt(facts, field);
  return valueAt(facts.event, field) ?? valueAt(facts.contact, field);
}

/** The value of a path such as `reasons.0.component`; only own properties count. */
export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function compare(op: Operator, actual: unknown, expected: unknown): boolean {
  switch (op) {
    case 'eq':
      return actual === expected;
    case 'ne':
      return actual !== expected;
    case 'gt':
      return isGreater(actual, expected);
    case 'lt':
      return isGreater(expected, actual);
    case 'contains':
      return Array.isArray(actual)
        ? actual.includes(expected)
        : typeof actual === 'string' && typeof expected === 'string' && actual.includes(expected);
    case 'exists':
      return (actual !== undefined && actual !== null) === (expected ?? true);
    case 'in':
      return Array.isArray(expected) && expected.includes(actual);
  }
}

/** Numbers by value and texts by their order, which for dates in RFC 3339 and UTC is that of time; else false. */
function isGreater(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a > b;
  return typeof a === 'string' && typeof b === 'string' && a > b;
}
