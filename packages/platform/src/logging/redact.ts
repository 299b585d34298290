const secret = /authorization|cookie|password|passwd|token|secret|private_?key|api_?key/i;
const deepest = 6;

/** A copy of `fields` in which the values of all properties with secret names are hidden, at any depth up to six. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return copy(fields, 0);
}

function copy(source: object, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) result[key] = secret.test(key) ? '[hidden]' : shown(value, depth);
  return result;
}

function shown(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth >= deepest) return '[deep]';
  if (value instanceof Error) return errorFields(value, depth);
  if (Array.isArray(value)) return value.map((item) => shown(item, depth + 1));
  if (value instanceof Date || ArrayBuffer.isView(value)) return value;
  return copy(value, depth + 1);
}

/** Database errors carry the statement's parameters: only the fields that are safe to read are kept. */
function errorFields(error: Error, depth: number): Record<string, unknown> {
  const { code, table, constraint } = error as Error & Record<string, unknown>;
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(table === undefined ? {} : { table }),
    ...(constraint === undefined ? {} : { constraint }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: shown(error.cause, depth + 1) }),
  };
}
