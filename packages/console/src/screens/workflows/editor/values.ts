export type Scalar = string | number | boolean | null;

/** What a written value stands for: `12` is a number, `true` a boolean, `"12"` and everything else a text. */
export function scalarOf(text: string): Scalar {
  const written = text.trim();
  if (written === 'true' || written === 'false') return written === 'true';
  if (written === 'null') return null;
  if (/^-?\d+([.]\d+)?$/.test(written)) return Number(written);
  return /^".*"$/.test(written) ? written.slice(1, -1) : text;
}

export const listOf = (text: string): Scalar[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(scalarOf);

/** How a value is written, so that it is read back as the same. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'string') return scalarOf(value) === value ? value : `"${value}"`;
  return value === undefined ? '' : String(value);
}
