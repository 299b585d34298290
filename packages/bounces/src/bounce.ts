import type { Reason } from './reasons.js';

/** What a mail says about one recipient of another mail. */
export interface Bounce {
  /** As the reporting server wrote it; empty when it named none. */
  readonly address: string;
  /** Whom the mail was sent to before it was forwarded, where the report tells. */
  readonly originalAddress: string | null;
  /** `delayed`: it is still being tried; `failed`: it is not. */
  readonly action: 'failed' | 'delayed' | 'delivered';
  /** Enhanced status code (RFC 3463); where no server gave one, the substitute of the reason (see `substituteStatus`). */
  readonly status: string;
  /** False when `status` is such a substitute. */
  readonly statusGiven: boolean;
  /** Reply code (RFC 5321), where the report quotes one that agrees with `status`. */
  readonly replyCode: string | null;
  readonly reason: Reason;
  /** The address must not be mailed again. */
  readonly hard: boolean;
  /** The server's words on one line. */
  readonly diagnostic: string;
}
