/** The value as PostgreSQL's jsonb gives it back: no undefined members, no NUL and no half of a character in a text. */
export function storable<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_name, member: unknown) => clean(member))) as T;
}

function clean(member: unknown): unknown {
  return typeof member === 'string' ? member.toWellFormed().replaceAll('\u0000', '\ufffd') : member;
}
