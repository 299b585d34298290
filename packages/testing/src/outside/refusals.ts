const rememberedDeferrals = 10_000;

/** What an SMTP server answers to RCPT TO. */
type Refusal = Error & { responseCode: number };

const refusal = (responseCode: number, text: string): Refusal => Object.assign(new Error(text), { responseCode });

/**
 * Recipients that are refused, by how their local part begins: `bounce` for good (550), `full` each time for now (452),
 * `defer` for now at the first try of each address (451). Everybody else is accepted.
 */
export class Refusals {
  private readonly deferred = new Set<string>();

  of(address: string): Refusal | null {
    const recipient = address.toLowerCase();
    if (recipient.startsWith('bounce')) return refusal(550, '5.1.1 No such user');
    if (recipient.startsWith('full')) return refusal(452, '4.2.2 Mailbox full');
    if (recipient.startsWith('defer') && !this.deferred.has(recipient)) {
      if (this.deferred.size >= rememberedDeferrals) this.deferred.clear();
      this.deferred.add(recipient);
      return refusal(451, '4.7.1 Try again later');
    }
    return null;
  }
}
