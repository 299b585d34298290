import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { PortalConfig } from '../config.js';
import type { Letter } from './templates/letter.js';
import { type SmtpFailure, type Verdict, verdictOf } from './verdict.js';

export interface OutgoingMail {
  /** Names the mail: a second copy of the same one, sent after a crash, has the same Message-ID. */
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly letter: Letter;
}

/** The mail server. All its time-outs together are shorter than a timer's lease. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  private readonly transport;
  private readonly domain: string;

  constructor(private readonly config: PortalConfig) {
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

  /** One try; never throws for what a mail server may say or not say. */
  async send({ id, recipient, subject, letter }: OutgoingMail): Promise<Verdict> {
    try {
      const { response } = await this.transport.sendMail({
        from: this.config.MAIL_FROM,
        to: { name: '', address: recipient },
        subject,
        text: letter.text,
        html: letter.html,
        messageId: `<${id}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
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
