/** Applies a JSON Merge Patch (RFC 7396); what is not changed stays the same object. */
export function mergePatch(before: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const after: Record<string, unknown> = { ...(isObject(before) ? before : {}) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete after[name];
    else after[name] = mergePatch(after[name], value);
  }
  return after;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
