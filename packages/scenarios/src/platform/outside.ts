import { eventually } from './eventually.js';
import { ask } from './http.js';

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly links: readonly string[];
}

export interface ReceivedHook {
  readonly headers: Record<string, string>;
  readonly body: { type: string; data: Record<string, unknown> };
  readonly verified: boolean | null;
  readonly status: number;
  readonly at: string;
}

/** The world around the platform: mailboxes, and receivers of webhooks that verify signatures. */
export class Outside {
  constructor(private readonly url: string) {}

  /** Waits for a mail to this address whose subject contains `subject`. */
  mailTo(address: string, subject: string): Promise<Mail> {
    return eventually(async () => {
      const query = new URLSearchParams({ to: address, subject });
      const { body } = await ask<{ items: Mail[] }>(this.url, 'GET', `/mails?${query}`);
      return body.items.at(-1);
    });
  }

  /** Makes a receiver and answers the URL at which the platform reaches it. */
  async hook(
    name: string,
    settings: { secret?: string; respond?: { status: number; body?: string }[] } = {},
  ): Promise<string> {
    const { body } = await ask<{ url: string }>(this.url, 'PUT', `/hooks/${name}`, { body: settings });
    return body.url;
  }

  async received(name: string): Promise<ReceivedHook[]> {
    return (await ask<{ items: ReceivedHook[] }>(this.url, 'GET', `/hooks/${name}`)).body.items;
  }
}
