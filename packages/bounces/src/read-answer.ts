import { reasonOf } from './classify.js';
import { isHard, type Reason } from './reasons.js';
import { type Command, replyCodeIn, statusIn } from './smtp-answer.js';

/** A refusal that we got ourselves. */
export interface Refusal {
  readonly reason: Reason;
  readonly hard: boolean;
  /** Where the server gave one. */
  readonly status: string | null;
}

/** What a server's refusal of a command means. */
export function readAnswer(text: string, command: Command | null): Refusal {
  const status = statusIn(text);
  const replyCode = replyCodeIn(text, status);
  const reason = reasonOf({ text: text.slice(0, 2_000), type: 'smtp', status, replyCode, command, action: 'failed' });
  return { reason, hard: isHard(reason, !(replyCode ?? status ?? '5').startsWith('4')), status };
}
