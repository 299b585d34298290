import { useId } from 'react';
import { classNames } from '../../ui/class-names.js';
import { Time } from '../../ui/time.js';
import { useAttributes } from './contact-dialog.js';
import type { Attribute } from './contact-draft.js';
import type { Contact } from './contact-sources.js';

/** By field the contact whose value wins. */
export type Choices = Readonly<Record<string, string>>;

interface ComparedContactsProps {
  readonly contacts: readonly Contact[];
  readonly survivorId: string;
  readonly onSurvivor: (id: string) => void;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
}

/** Contacts in columns; where they differ, one says whose value wins. */
export function ComparedContacts({ contacts, survivorId, onSurvivor, choices, onChoices }: ComparedContactsProps) {
  const group = useId();
  const rows = comparedRows(useAttributes()).filter(({ textOf }) => contacts.some((contact) => textOf(contact) !== ''));
  return (
    <table className="w-full table-fixed text-left text-[13px]">
      <thead>
        <tr className="border-b">
          <th className="w-24 py-2 font-medium text-faint sm:w-32">Survivor</th>
          {contacts.map(({ id, displayName, createdAt }) => (
            <th key={id} className="py-2 pr-2 align-top font-medium">
              <label className="flex items-start gap-2">
                <input
                  type="radio"
                  name={`${group}-survivor`}
                  className="mt-0.5 accent-accent"
                  checked={survivorId === id}
                  onChange={() => onSurvivor(id)}
                />
                <span className="min-w-0 break-words">
                  {displayName}
                  <span className="block text-xs font-normal text-faint">
                    created <Time at={createdAt} />
                  </span>
                </span>
              </label>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, label, textOf, mayChoose }) => {
          const differs = new Set(contacts.map(textOf)).size > 1;
          return (
            <tr key={field} className={classNames('border-b align-top', differs && 'bg-warn-soft/40')}>
              <th className="py-2 font-normal text-faint">{label}</th>
              {contacts.map((contact) => (
                <td key={contact.id} className="py-2 pr-2">
                  {differs && mayChoose ? (
                    <label className="flex items-start gap-2">
                      <input
                        type="radio"
                        name={`${group}-${field}`}
                        aria-label={`${label}: ${textOf(contact) || 'empty'}`}
                        className="mt-0.5 accent-accent"
                        checked={choices[field] === contact.id}
                        onChange={() => onChoices({ ...choices, [field]: contact.id })}
                      />
                      <span className="min-w-0 break-words whitespace-pre-line">{textOf(contact) || '–'}</span>
                    </label>
                  ) : (
                    <span className="break-words whitespace-pre-line">{textOf(contact) || '–'}</span>
                  )}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface ComparedRow {
  readonly field: string;
  readonly label: string;
  readonly textOf: (contact: Contact) => string;
  readonly mayChoose: boolean;
}

function comparedRows(attributes: readonly Attribute[]): readonly ComparedRow[] {
  return [
    { field: 'displayName', label: 'Display name', textOf: ({ displayName }) => displayName, mayChoose: true },
    { field: 'givenName', label: 'Given name', textOf: ({ givenName }) => givenName ?? '', mayChoose: true },
    { field: 'familyName', label: 'Family name', textOf: ({ familyName }) => familyName ?? '', mayChoose: true },
    {
      field: 'emails',
      label: 'E-mail',
      textOf: ({ emails }) => emails.map(({ address }) => address).join('\n'),
      // Chosen is whose first address stays the first; all are kept.
      mayChoose: true,
    },
    {
      field: 'phones',
      label: 'Phone',
      textOf: ({ phones }) => phones.map(({ number }) => number).join('\n'),
      mayChoose: false,
    },
    { field: 'company', label: 'Company', textOf: ({ company }) => company ?? '', mayChoose: true },
    { field: 'jobTitle', label: 'Job title', textOf: ({ jobTitle }) => jobTitle ?? '', mayChoose: true },
    ...attributes.map(({ key, label }) => ({
      field: key,
      label,
      textOf: (contact: Contact) => String(contact.attributes[key] ?? ''),
      mayChoose: true,
    })),
  ];
}
