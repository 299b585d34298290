import { BoundedList } from './bounded-list.js';

/** A mail that the catcher has accepted. */
export interface CaughtMail {
  readonly id: string;
  /** When it was accepted, RFC 3339. */
  readonly at: string;
  /** Sender of the envelope. */
  readonly from: string;
  /** Recipients of the envelope, lower-case. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly text: string;
  readonly html: string | null;
  /** Every http(s) address in the text and the HTML, once each, in order. */
  readonly links: readonly string[];
}

export interface MailFilter {
  /** Whole address of a recipient, in any case. */
  readonly to?: string | undefined;
  /** RFC 3339; mails accepted at or after it. */
  readonly since?: string | undefined;
  /** Part of the subject, in any case. */
  readonly subject?: string | undefined;
}

/** The newest 5,000 mails, oldest first. */
export class Mailbox {
  private readonly mails = new BoundedList<CaughtMail>(5_000);

  add(mail: CaughtMail): void {
    this.mails.add(mail);
  }

  find({ to, since, subject }: MailFilter = {}): CaughtMail[] {
    const from = since === undefined ? undefined : Date.parse(since);
    return this.mails
      .all()
      .filter(
        (mail) =>
          (to === undefined || mail.to.includes(to.toLowerCase())) &&
          (from === undefined || Date.parse(mail.at) >= from) &&
          (subject === undefined || mail.subject.toLowerCase().includes(subject.toLowerCase())),
      );
  }

  byId(id: string): CaughtMail | undefined {
    return this.mails.all().find((mail) => mail.id === id);
  }

  clear(): void {
    this.mails.clear();
  }
}
