/**
 * One line of CSV (RFC 4180). Texts that a spreadsheet would run as a formula are led by an apostrophe, phone numbers
 * excepted: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const formula = /^[=@\t\r]/.test(value) || (/^[-+]/.test(value) && !/^[-+][\d\s()./-]*$/.test(value));
  const text = formula ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
