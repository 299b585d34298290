import type { components } from '../../api/generated/schema.js';

export type Mail = components['schemas']['MailView'];
export type Suppression = components['schemas']['SuppressionView'];

export const mailStates: readonly Mail['state'][] = ['queued', 'sent', 'deferred', 'bounced', 'cancelled'];

/** Why a mail came back for good. */
export const bounceWords: Readonly<Record<NonNullable<Mail['bounceKind']>, string>> = {
  hard: 'The server refuses the address for good',
  'invalid-address': 'The address is none',
  suppressed: 'The address is on the list of those that are not mailed again',
};
