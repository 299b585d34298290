import type { FieldError } from '@crm/platform';
import type { AttributeValue } from '../contacts/contact.entity.js';
import type { AttributeDefinition } from './attribute-definition.entity.js';

export type Definitions = ReadonlyMap<string, AttributeDefinition>;

const longestText = 2_000;

/** A calendar day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What is wrong with a value of an attribute; undefined when it holds. */
export function faultOf({ key, type, options }: AttributeDefinition, value: unknown): string | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' && value.length <= longestText
        ? undefined
        : `${key} must be a text of at most ${longestText} characters`;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : `${key} must be a number`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${key} must be true or false`;
    case 'date':
      return typeof value === 'string' && isDay(value) ? undefined : `${key} must be a day, as in 2026-01-31`;
    case 'enum':
      return typeof value === 'string' && options.includes(value)
        ? undefined
        : `${key} must be one of ${options.join(', ')}`;
  }
}

/** Every broken rule of a set of attribute values, with null for "no value". */
export function attributeErrors(
  definitions: Definitions,
  values: Readonly<Record<string, unknown>>,
  path = 'attributes.',
): FieldError[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const field = `${path}${key}`;
    const definition = definitions.get(key);
    if (!definition) {
      return [{ field, rule: 'unknownField', message: `${key} is not defined; see /v1/attributes` }];
    }
    const fault = value === null ? undefined : faultOf(definition, value);
    return fault === undefined ? [] : [{ field, rule: definition.type, message: fault }];
  });
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', '1', 'x'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', '0'].map((word) => [word, false] as const),
]);

/** The value that a cell of a file stands for, not yet checked; a text that stands for none stays as it is. */
export function valueOfText({ type, options }: AttributeDefinition, text: string): AttributeValue {
  if (type === 'number') return /^[-+]?\d+([.]\d+)?$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return truths.get(text.toLowerCase()) ?? text;
  if (type === 'enum') return options.find((option) => option.toLowerCase() === text.toLowerCase()) ?? text;
  return text;
}
