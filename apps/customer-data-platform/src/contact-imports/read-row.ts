import type { ImportedRow } from '@crm/events';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { AttributeDefinition } from '../attributes/attribute-definition.entity.js';
import { attributeErrors, type Definitions, valueOfText } from '../attributes/attribute-values.js';
import { ContactDto } from '../contacts/contact.dto.js';

/** What a row says about a contact, or why it says nothing that can be kept. */
export type ReadRow =
  | { readonly edit: ContactDto; readonly email: string | undefined; readonly note: string | null }
  | { readonly invalid: string };

const plainName = (column: string): string => column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const standard: ReadonlyMap<string, 'givenName' | 'familyName' | 'company' | 'jobTitle' | 'email' | 'phone'> = new Map([
  ['email', 'email'],
  ['givenname', 'givenName'],
  ['familyname', 'familyName'],
  ['company', 'company'],
  ['phone', 'phone'],
  ['jobtitle', 'jobTitle'],
]);

/**
 * Reads a row by the rules of `POST /v1/contacts`. Columns are standard fields (`email`, `given_name`, `family_name`,
 * `company`, `phone`, `job_title`) or attributes by their key (`lifecycle_stage` or `lifecycleStage`); empty cells say
 * nothing, and other columns are left out with a note.
 */
export function readRow({ values }: ImportedRow, definitions: Definitions): ReadRow {
  const attributesByName = new Map(
    [...definitions.values()].map((definition) => [plainName(definition.key), definition]),
  );
  const plain: Record<string, unknown> = {};
  const attributes: Record<string, unknown> = {};
  const ignored: string[] = [];
  let email: string | undefined;
  for (const [column, raw] of Object.entries(values)) {
    const text = raw.trim();
    const field = standard.get(plainName(column));
    const definition: AttributeDefinition | undefined = attributesByName.get(plainName(column));
    if (text === '') continue;
    if (text.includes('\0')) return { invalid: `${column} contains a NUL character` };
    if (field === 'email') {
      email = text;
      plain['emails'] = [{ address: text }];
    } else if (field === 'phone') plain['phones'] = [{ number: text }];
    else if (field) plain[field] = text;
    else if (definition) attributes[definition.key] = valueOfText(definition, text);
    else ignored.push(column);
  }
  if (Object.keys(plain).length === 0)
    return { invalid: 'The row has no e-mail address, name, company or phone number' };
  const edit = plainToInstance(ContactDto, plain);
  const faults = [...messagesOf(validateSync(edit)), ...attributeErrors(definitions, attributes).map((e) => e.message)];
  if (faults.length > 0) return { invalid: faults.join('; ').slice(0, 500) };
  edit.attributes = attributes;
  const note = ignored.length === 0 ? null : `Not an attribute, left out: ${ignored.join(', ')}`.slice(0, 500);
  return { edit, email, note };
}

function messagesOf(errors: readonly ValidationError[]): string[] {
  return errors.flatMap(({ constraints, children }) => [
    ...Object.values(constraints ?? {}),
    ...messagesOf(children ?? []),
  ]);
}
