import type { FieldError } from '@crm/platform';
import type { SelectQueryBuilder } from 'typeorm';
import { type Definitions, faultOf } from '../attributes/attribute-values.js';
import type { Contact } from '../contacts/contact.entity.js';
import { isScalarField, scalarFields } from '../contacts/contact-fields.js';

export const operators = [
  ...(['is', 'is-not', 'contains', 'starts-with', 'more-than', 'less-than'] as const),
  ...(['is-set', 'is-not-set'] as const),
] as const;
export type Operator = (typeof operators)[number];

/** One condition on a field or attribute. `more-than` and `less-than` compare numbers and days. */
export interface Condition {
  readonly field: string;
  readonly op: Operator;
  readonly value?: string | number | boolean;
}

const textual: readonly Operator[] = ['contains', 'starts-with'];
const valueless: readonly Operator[] = ['is-set', 'is-not-set'];
/** Standard fields that conditions know beside the scalar ones. */
const special: ReadonlyMap<string, string> = new Map([
  ['source', 'contact.source'],
  [
    'email',
    `(SELECT e->>'address' FROM jsonb_array_elements(contact.emails) e WHERE (e->>'primary')::boolean LIMIT 1)`,
  ],
  ['phone', `(contact.phones->0->>'number')`],
]);

/** Every broken rule of a segment's conditions. */
export function conditionErrors(conditions: readonly Condition[], definitions: Definitions): FieldError[] {
  return conditions.flatMap(({ field, op, value }, index): FieldError[] => {
    const fault = faultIn(field, op, value, definitions);
    return fault === undefined ? [] : [{ field: `conditions.${index}`, rule: 'condition', message: fault }];
  });
}

function faultIn(field: string, op: Operator, value: unknown, definitions: Definitions): string | undefined {
  const definition = definitions.get(field);
  if (!definition && !isScalarField(field) && !special.has(field)) {
    const known = [...scalarFields, ...special.keys(), ...definitions.keys()].join(', ');
    return `${field} is not a field; known are ${known}`;
  }
  if (valueless.includes(op)) return value === undefined ? undefined : `${op} takes no value`;
  if (value === undefined) return `${op} needs a value`;
  const type = definition?.type ?? 'string';
  const ordered = op === 'more-than' || op === 'less-than';
  if (ordered && type !== 'number' && type !== 'date') return `${field} has no order: use is or is-not`;
  if (textual.includes(op) && (type === 'number' || type === 'boolean')) return `${field} is not a text`;
  if (textual.includes(op) || !definition) return typeof value === 'string' ? undefined : 'value must be a text';
  return faultOf(definition, value);
}

/** Narrows a query to the contacts that meet all conditions. The conditions have been checked. */
export function applyConditions(
  builder: SelectQueryBuilder<Contact>,
  conditions: readonly Condition[],
): SelectQueryBuilder<Contact> {
  for (const [index, condition] of conditions.entries()) {
    const [sql, parameters] = clauseOf(condition, `c${index}`);
    builder.andWhere(sql, parameters);
  }
  return builder;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

function clauseOf({ field, op, value }: Condition, name: string): [string, Record<string, unknown>] {
  const attribute = !isScalarField(field) && !special.has(field);
  const text = attribute ? `(contact.attributes->>:${name}k)` : (special.get(field) ?? `contact.${field}`);
  const keyed = attribute ? { [`${name}k`]: field } : {};
  const bound = { ...keyed, [name]: value };
  switch (op) {
    case 'is-set':
      return [`${text} IS NOT NULL`, keyed];
    case 'is-not-set':
      return [`${text} IS NULL`, keyed];
    case 'is':
      return [`${text} = :${name}::text`, { ...bound, [name]: String(value) }];
    case 'is-not':
      return [`${text} IS DISTINCT FROM :${name}::text`, { ...bound, [name]: String(value) }];
    case 'contains':
      return [`${text} ILIKE :${name}`, { ...bound, [name]: `%${escaped(String(value))}%` }];
    case 'starts-with':
      return [`${text} ILIKE :${name}`, { ...bound, [name]: `${escaped(String(value))}%` }];
    default: {
      const sign = op === 'more-than' ? '>' : '<';
      if (typeof value !== 'number') return [`${text} ${sign} :${name}::text`, bound];
      // Guarded, since an attribute of the same name may have had another type once.
      const number = `CASE WHEN jsonb_typeof(contact.attributes->:${name}k) = 'number' THEN ${text}::numeric END`;
      return [`${number} ${sign} :${name}::numeric`, bound];
    }
  }
}
