import type { NoticeSeverity } from '../notices/severity.js';

export interface NoticeLine {
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
}

/** What a mail is made of when it is sent. Secrets are not among it: an invitation's link is asked for at that moment. */
export type MailContent =
  | { readonly kind: 'invitation'; readonly name: string; readonly role: string }
  | { readonly kind: 'notice'; readonly severity: NoticeSeverity; readonly notice: NoticeLine }
  | { readonly kind: 'digest'; readonly notices: readonly NoticeLine[] };
