/** Readers of what stands in the URL: whatever somebody types there, a screen gets a value that it knows. */
type Raw = Readonly<Record<string, unknown>>;

export function textIn(raw: Raw, name: string): string | undefined {
  const value = raw[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function oneOf<const Value extends string>(raw: Raw, name: string, values: readonly Value[]): Value | undefined {
  const value = raw[name];
  return values.find((known) => known === value);
}

export function flagIn(raw: Raw, name: string): true | undefined {
  return raw[name] === true || raw[name] === 'true' ? true : undefined;
}
