/** An object with these fields and no others; all are required unless `optional` names them. */
export function exactly(properties: Record<string, object>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, required, properties };
}

export const text = { type: 'string', minLength: 1 };
export const whole = { type: 'integer', minimum: 0 };
export const flag = { type: 'boolean' };
export const quantity = { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?(m|[kKMGT]i?)?$' };
export const texts = { type: 'object', additionalProperties: { type: 'string' } };
export const listOf = (items: object): object => ({ type: 'array', minItems: 1, items });

const amounts = exactly({ cpu: quantity, memory: quantity });
export const resources = exactly({ requests: amounts, limits: amounts });
