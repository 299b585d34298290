import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { BoundedList } from './bounded-list.js';

export interface HookAnswer {
  readonly status: number;
  /** Waits before it answers. */
  readonly delayMs?: number;
  /** Further headers, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What it says; nothing unless told. */
  readonly body?: string;
}

export interface HookSettings {
  /** Signing secret as the sender shows it, `whsec_…`. */
  readonly secret?: string;
  /** Answers to the next deliveries, one each; the last repeats. 204 when there are none. */
  readonly respond?: readonly HookAnswer[];
  /** Whether signatures are checked; they are as soon as there is a secret, unless this is false. */
  readonly verify?: boolean;
}

/** One delivery as it arrived. */
export interface ReceivedHook {
  /** RFC 3339. */
  readonly at: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else its text. */
  readonly body: unknown;
  /** Null when nothing was to be verified. */
  readonly verified: boolean | null;
  /** What it was answered with. */
  readonly status: number;
}

/** One receiver of webhooks: checks signatures, answers as it was told, keeps the newest 5,000 deliveries. */
export class Hook {
  private readonly received = new BoundedList<ReceivedHook>(5_000);
  private webhook: Webhook | undefined;
  private answers: readonly HookAnswer[] = [];
  private answered = 0;

  /** Replaces the settings and starts its answers anew; what was received stays. */
  configure({ secret, respond = [], verify = secret !== undefined }: HookSettings): void {
    this.webhook = verify && secret !== undefined ? new Webhook(secret) : undefined;
    this.answers = respond;
    this.answered = 0;
  }

  /** A wrong signature is answered 401 and uses up none of the settings' answers. */
  async receive(headers: Readonly<Record<string, string>>, raw: Buffer): Promise<HookAnswer> {
    const at = new Date().toISOString();
    const verified = this.webhook ? isSigned(this.webhook, headers, raw) : null;
    const answer = verified === false ? { status: 401 } : this.nextAnswer();
    this.received.add({ at, headers, body: bodyOf(raw), verified, status: answer.status });
    if (answer.delayMs) await delay(answer.delayMs);
    return answer;
  }

  /** Oldest first. */
  deliveries(): readonly ReceivedHook[] {
    return this.received.all();
  }

  private nextAnswer(): HookAnswer {
    const answer = this.answers[Math.min(this.answered, this.answers.length - 1)];
    this.answered += 1;
    return answer ?? { status: 204 };
  }
}

function isSigned(webhook: Webhook, headers: Readonly<Record<string, string>>, raw: Buffer): boolean {
  try {
    webhook.verify(raw, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function bodyOf(raw: Buffer): unknown {
  const text = raw.toString();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
