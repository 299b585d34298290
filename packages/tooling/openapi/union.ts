import type { Schema } from '@crm/platform';

/**
 * One of several schemas. The compiler numbers the members of a union in the order in which it meets them anywhere, so
 * they are sorted: a file must not change because another did.
 */
export function union(members: readonly Schema[], kind: 'oneOf' | 'anyOf'): Schema {
  const alternatives = literalsTogether(members);
  const [only] = alternatives;
  if (only && alternatives.length === 1) return only;
  const areTypes = alternatives.every((one) => Object.keys(one).join() === 'type');
  return areTypes ? { type: alternatives.map(({ type }) => type) } : { [kind]: alternatives };
}

export function orNull(schema: Schema): Schema {
  const { type, const: literal, enum: literals, anyOf, oneOf, ...rest } = schema;
  if (anyOf) return { ...rest, anyOf: [...(anyOf as Schema[]), { type: 'null' }] };
  if (!type) return { anyOf: [schema, { type: 'null' }] };
  const values = literal === undefined ? literals : [literal];
  return { type: [type, 'null'].flat(), ...(values ? { enum: [...(values as unknown[]), null] } : {}), ...rest };
}

function literalsTogether(members: readonly Schema[]): Schema[] {
  const isLiteral = (member: Schema): boolean => 'const' in member;
  const byType = Map.groupBy(members.filter(isLiteral), ({ type }) => type);
  const enums = [...byType].map(([type, literals]): Schema => {
    const values = literals.map((one) => one['const'] as string | number | boolean).sort((a, b) => (a < b ? -1 : 1));
    if (type === 'boolean' && values.length === 2) return { type };
    return values.length === 1 ? { type, const: values[0] } : { type, enum: values };
  });
  const others = members.filter((member) => !isLiteral(member));
  return [...enums, ...others].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
