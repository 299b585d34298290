import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue, Contact } from './contact.entity.js';

/** Fields with one value each; beside them stand `emails`, `phones` and the tenant's attributes by their keys. */
export const scalarFields = ['givenName', 'familyName', 'displayName', 'company', 'jobTitle', 'ownerId'] as const;
export type ScalarField = (typeof scalarFields)[number];

/** Longest value of each scalar text. */
export const maxLengths = { givenName: 200, familyName: 200, displayName: 400, company: 200, jobTitle: 200 } as const;

/** Names that an attribute cannot have, since conditions and changed fields name both alike. */
export const reservedNames: readonly string[] = [
  ...scalarFields,
  ...['id', 'email', 'emails', 'phone', 'phones', 'attributes', 'version', 'source', 'importId', 'tenantId'],
  ...['createdAt', 'updatedAt', 'mergedInto'],
  ...Object.getOwnPropertyNames(Object.prototype),
];

export const isScalarField = (name: string): name is ScalarField => (scalarFields as readonly string[]).includes(name);

/** Names of the fields that hold another value than before. */
export function changedFields(before: Contact, after: Contact): string[] {
  const keys = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]);
  return [
    ...([...scalarFields, 'emails', 'phones'] as const).filter(
      (field) => !isDeepStrictEqual(before[field], after[field]),
    ),
    ...[...keys].filter((key) => before.attributes[key] !== after.attributes[key]),
  ];
}

export type FieldValue = AttributeValue | null;

/** The value of a scalar field or attribute; null when there is none. */
export function fieldOf(contact: Contact, field: string): FieldValue {
  return isScalarField(field) ? contact[field] : (contact.attributes[field] ?? null);
}

export function setField(contact: Contact, field: string, value: FieldValue): void {
  const text = value === null ? null : String(value);
  if (isScalarField(field)) Object.assign(contact, { [field]: field === 'displayName' ? (text ?? '') : text });
  else if (value === null) contact.attributes = without(contact.attributes, field);
  else contact.attributes = { ...contact.attributes, [field]: value };
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** When a field got its value. */
export const ageOf = (contact: Contact, field: string): string =>
  contact.changedAt[field] ?? contact.createdAt.toISOString();

/** What a contact is called when nobody has said so. */
export function derivedName(contact: Contact): string {
  const names = [contact.givenName, contact.familyName].filter((name) => name !== null).join(' ');
  return names || contact.primaryEmail || contact.company || contact.phones[0]?.number || '';
}
