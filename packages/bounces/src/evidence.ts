import type { Command } from './smtp-answer.js';

/** All that a report says about one recipient. */
export interface Evidence {
  /** The server's words, or those of the notice where there are none. */
  readonly text: string;
  /** Type of the Diagnostic-Code in lower case: `smtp`, `x-unix`, `x-postfix`; empty where there is none. */
  readonly type: string;
  readonly status: string | null;
  readonly replyCode: string | null;
  readonly command: Command | null;
  readonly action: 'failed' | 'delayed' | 'delivered';
}
