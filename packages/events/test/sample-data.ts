import type { Schema } from '@crm/platform';

/** Data that fit a JSON Schema of ours: every field, also the optional ones. */
export function sampleOf(schema: Schema): unknown {
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (schema['type'] === 'object') {
    const fields = (schema['properties'] ?? {}) as Record<string, Schema>;
    return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, sampleOf(field)]));
  }
  if (schema['type'] === 'array') return [sampleOf((schema['items'] ?? {}) as Schema)];
  if (schema['type'] === 'boolean') return true;
  if (schema['type'] === 'string') return texts[String(schema['format'])] ?? 'text'.slice(0, maxLengthOf(schema));
  return schema['minimum'] ?? 1;
}

const maxLengthOf = (schema: Schema): number => Number(schema['maxLength'] ?? 4);

const texts: Record<string, string> = {
  uuid: '0192d7a1-7c1e-7b4f-8a7e-3f6d2b1c9e55',
  email: 'ada@example.com',
  'date-time': '2026-01-31T09:00:00.000Z',
};
