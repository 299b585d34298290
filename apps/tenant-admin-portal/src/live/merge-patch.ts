/** A JSON value that is no null: in a patch, null says that a member is gone. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}
export interface Patch {
  [member: string]: Json | Patch | null;
}

/** What makes `after` of `before`, as a JSON Merge Patch (RFC 7396). */
export function patchOf(before: JsonObject, after: JsonObject): Patch {
  const patch: Patch = {};
  for (const name of Object.keys(before)) if (after[name] === undefined) patch[name] = null;
  for (const [name, value] of Object.entries(after)) {
    const known = before[name];
    if (value === undefined) continue;
    if (isObject(value) && isObject(known)) {
      const inner = patchOf(known, value);
      if (Object.keys(inner).length > 0) patch[name] = inner;
    } else if (JSON.stringify(known) !== JSON.stringify(value)) patch[name] = value;
  }
  return patch;
}

export function patched(before: JsonObject, patch: Patch): JsonObject {
  const after: Record<string, Json | undefined> = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    const known = after[name];
    if (value === null) delete after[name];
    else if (isObject(value)) after[name] = patched(isObject(known) ? known : {}, value);
    else after[name] = value as Json;
  }
  return after;
}

function isObject(value: unknown): value is JsonObject & Patch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
