import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { PortalConfig } from '../config.js';
import { BounceAddresses } from './bounce-addresses.js';
import type { MailDelivery } from './mail-delivery.entity.js';
import type { Letter } from './templates/letter.js';
import { type SmtpFailure, type Verdict, verdictOf } from './verdict.js';

/** The mail server. All its time-outs together are shorter than a timer's lease. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  private readonly transport;
  private readonly domain: string;

  constructor(
    private readonly config: PortalConfig,
    private readonly bounces: BounceAddresses,
  ) {
    this.domain = /@([^>\s]+)/.exec(config.MAIL_FROM)?.[1] ?? 'localhost';
    this.transport = createTransport({
      url: config.SMTP_URL,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      // Mails are made of texts that people write: they never name files or addresses to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /**
   * One try; never throws for what a mail server may say or not say. A second copy of the same mail, sent after a crash,
   * has the same Message-ID.
   */
  async send(mail: MailDelivery, letter: Letter): Promise<Verdict> {
    const { id, recipient, subject } = mail;
    try {
      const { response } = await this.transport.sendMail({
        envelope: { from: this.bounces.of(mail), to: [recipient] },
        from: this.config.MAIL_FROM,
        to: { name: '', address: recipient },
        subject,
        text: letter.text,
        html: letter.html,
        messageId: `<${id}@${this.domain}>`,
        // The last one comes back in the events of a provider that gives mails an id of its own (Postmark).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-PM-Metadata-deliveryId': id },
      });
      return { state: 'sent', response: response ?? '' };
    } catch (error) {
      return verdictOf(error as SmtpFailure);
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
