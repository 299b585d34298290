import { Hooks } from './hooks.js';
import { Mailbox } from './mailbox.js';
import { outsideServer } from './outside-server.js';
import { startSmtpCatcher } from './smtp-catcher.js';

export type { HookAnswer, HookSettings, ReceivedHook } from './hook.js';
export type { CaughtMail, MailFilter } from './mailbox.js';

export interface OutsideOptions {
  /** Loopback unless told. */
  readonly host?: string;
  /** Of HTTP; 0 takes any free one. */
  readonly port?: number;
  /** 0 takes any free one. */
  readonly smtpPort?: number;
  /** How others reach its HTTP; by default `http://<host>:<port>`. */
  readonly publicUrl?: string;
}

export interface Outside {
  /** Base URL of its HTTP, as others reach it. */
  readonly url: string;
  /** For `SMTP_URL`. */
  readonly smtpUrl: string;
  readonly mailbox: Mailbox;
  readonly hooks: Hooks;
  stop(): Promise<void>;
}

/**
 * The world around us: a mail server and receivers of webhooks, real on the wire.
 *
 * - SMTP: accepts mail and keeps the newest 5,000; refuses `bounce…@` (550), `full…@` (452) and the first try of
 *   `defer…@` (451).
 * - `GET /mails?to=&since=&subject=` and `GET /mails/:id`: what was caught, oldest first; `DELETE /mails` forgets it.
 * - `PUT /hooks/:name {secret, respond, verify}` configures a receiver and answers its URL; `POST /hooks/:name`
 *   receives and checks the signature (Standard Webhooks; 401 when wrong); `GET` lists what came, oldest first;
 *   `DELETE` forgets receiver and deliveries.
 * - `GET /` shows the mails to people, `GET /readyz` answers 200.
 */
export async function startOutside(options: OutsideOptions = {}): Promise<Outside> {
  const { host = '127.0.0.1', port = 0, smtpPort = 0 } = options;
  const mailbox = new Mailbox();
  const hooks = new Hooks();
  const smtp = await startSmtpCatcher(mailbox, host, smtpPort);
  let url = options.publicUrl?.replace(/\/$/, '') ?? '';
  const server = outsideServer(mailbox, hooks, () => url);
  try {
    const address = await server.listen({ host, port });
    url ||= address;
  } catch (error) {
    await smtp.stop();
    throw error;
  }
  return {
    url,
    smtpUrl: `smtp://${host}:${smtp.port}`,
    mailbox,
    hooks,
    stop: async () => void (await Promise.all([server.close(), smtp.stop()])),
  };
}
