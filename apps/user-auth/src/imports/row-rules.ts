import type { ImportKind } from '@crm/events';
import { isEmail } from 'class-validator';
import { roleName } from '../users/role-name.js';
import type { CsvRecord } from './csv-records.js';
import { MissingColumn, UnreadableCsv } from './import.errors.js';

export interface CheckedRow {
  readonly line: number;
  readonly values: Record<string, string>;
  readonly status: 'accepted' | 'rejected';
  readonly reason: string | null;
}

const required: Readonly<Record<ImportKind, readonly string[]>> = {
  contacts: ['email'],
  users: ['email', 'name', 'role'],
};
const mostColumns = 200;
const longestName = 200;

/** `E-Mail` and `email` are one column to people. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * The columns a header names. The required ones are found in any spelling; the others keep the name they have.
 * @throws missing-column, unreadable-csv
 */
export function columnsOf(header: CsvRecord | undefined, kind: ImportKind): string[] {
  if (!header) throw new UnreadableCsv('It is empty. The first line names the columns.');
  if (!header.wellFormed) throw new UnreadableCsv('The header is not UTF-8.');
  const columns = header.fields.map((field) => field.trim());
  for (const column of required[kind]) {
    const index = columns.findIndex((name) => plain(name) === column);
    if (index >= 0) {
      columns[index] = column;
      continue;
    }
    const seen = columns.slice(0, 20).map((name) => name.slice(0, 60));
    throw new MissingColumn(`The header needs the column ${column}.`, { column, columns: seen });
  }
  if (columns.length > mostColumns) throw new UnreadableCsv(`It has more than ${mostColumns} columns.`);
  if (columns.some((name) => name === '' || name.length > 100 || name.includes('\0'))) {
    throw new UnreadableCsv('Every column needs a name of 1 to 100 characters.');
  }
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw new UnreadableCsv(`The column ${twice} stands there twice.`);
  return columns;
}

/** Decides row by row which are well formed; knows the addresses of the rows before. */
export class RowRules {
  private readonly lineOf = new Map<string, number>();

  /** @param mayGrant whether who imports may give a role */
  constructor(
    private readonly kind: ImportKind,
    private readonly columns: readonly string[],
    private readonly mayGrant: (role: string) => boolean,
  ) {}

  check(record: CsvRecord): CheckedRow {
    const values = this.valuesOf(record);
    const reason = this.reasonAgainst(record, values);
    return { line: record.line, values, status: reason === null ? 'accepted' : 'rejected', reason };
  }

  private valuesOf({ fields }: CsvRecord): Record<string, string> {
    const values = this.columns.map((column, index) => [column, storable(fields[index] ?? '').trim()]);
    const byColumn = Object.fromEntries(values) as Record<string, string>;
    byColumn['email'] = byColumn['email']?.toLowerCase() ?? '';
    return byColumn;
  }

  private reasonAgainst({ line, fields, wellFormed }: CsvRecord, values: Record<string, string>): string | null {
    if (!wellFormed) return 'The row is not valid UTF-8.';
    if (fields.some((field) => field.includes('\0'))) return 'The row contains the character NUL.';
    if (fields.length !== this.columns.length) {
      return `The row has ${fields.length} columns; the header has ${this.columns.length}.`;
    }
    const { email = '' } = values;
    if (email === '') return 'email is missing.';
    if (email.length > 254 || !isEmail(email)) return 'email is not an e-mail address.';
    const wrong = this.kind === 'users' ? this.reasonAgainstUser(values) : null;
    if (wrong !== null) return wrong;
    const first = this.lineOf.get(email);
    if (first !== undefined) return `The same email stands in line ${first}.`;
    this.lineOf.set(email, line);
    return null;
  }

  private reasonAgainstUser({ name = '', role = '' }: Record<string, string>): string | null {
    if (name === '') return 'name is missing.';
    if (name.length > longestName) return `name is longer than ${longestName} characters.`;
    if (!roleName.test(role)) return role === '' ? 'role is missing.' : 'role is not the name of a role.';
    return this.mayGrant(role) ? null : `The role ${role} is above the role of who imports.`;
  }
}

/** PostgreSQL stores no NUL; such a row is rejected, but shown. */
const storable = (text: string): string => text.replaceAll('\0', '\uFFFD');
