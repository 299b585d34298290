import { type Letter, letterOf } from './letter.js';

export interface InvitationLetter {
  readonly name: string;
  readonly role: string;
  readonly url: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export function invitationLetter({ name, role, url, expiresAt }: InvitationLetter): Letter {
  return letterOf([
    { heading: `Welcome, ${name}` },
    { paragraph: `You have been invited as ${role}. Follow the link to choose a password and sign in.` },
    { link: url, words: 'Accept the invitation' },
    { paragraph: `The link works once, until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC.` },
    { paragraph: 'If you did not expect this, ignore this mail: nothing happens without you.' },
  ]);
}
