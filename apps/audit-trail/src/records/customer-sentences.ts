import type { ContactUpdated, CustomerProfileMerged } from '@crm/events';
import type { Naming } from '../people/naming.js';
import { counted, fieldName, listed } from './phrases.js';

export function contactUpdated({ actor }: Naming, { changedFields, source }: ContactUpdated): string {
  const who = {
    manual: actor,
    import: 'An import',
    workflow: 'A workflow',
    bounce: 'A bounced mail',
    merge: 'A merge',
    'merge-undone': 'The undoing of a merge',
  }[source];
  return `${who} changed the ${listed(changedFields.map(fieldName))} of a contact.`;
}

export function customerProfileMerged({ actor }: Naming, { mergedIds, score }: CustomerProfileMerged): string {
  const match = score === undefined ? '' : ` (match ${Math.round(score * 100)} %)`;
  return `${actor} merged ${counted(mergedIds.length, 'contact')} into another${match}.`;
}
