import type { Condition } from './condition.js';
import type { TriggerName } from './triggers.js';

/** What starts a run. */
export interface Trigger {
  readonly event: TriggerName;
  /** contact.updated only: at least one of these has changed. */
  readonly changedFields?: readonly string[];
  /** health-score.changed only. */
  readonly direction?: 'up' | 'down';
}

/** Sets fields of the contact. */
export interface SetStep {
  readonly kind: 'set';
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}
/** Waits for some time, or until the contact is updated in such a way; then goes on either way. */
export interface WaitStep {
  readonly kind: 'wait';
  readonly seconds?: number;
  readonly until?: {
    readonly event: 'contact.updated';
    readonly condition?: Condition;
    /** The wait ends after so many seconds at the latest. */
    readonly timeout: number;
  };
}
/** Texts may contain `{{event.<name>}}`. */
export interface NotifyStep {
  readonly kind: 'call';
  readonly action: 'notify';
  readonly title: string;
  readonly text: string;
  readonly severity?: 'info' | 'medium' | 'high' | 'critical';
  /** The one who is told; left out, all administrators. */
  readonly userId?: string;
}
export interface WebhookStep {
  readonly kind: 'call';
  readonly action: 'webhook';
  /** As in `workflow.deal-won`. */
  readonly type: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}
export interface BranchStep {
  readonly kind: 'branch';
  readonly condition: Condition;
  readonly then: readonly Step[];
  readonly else?: readonly Step[];
}
export type Step = SetStep | WaitStep | NotifyStep | WebhookStep | BranchStep;

export interface Definition {
  readonly trigger: Trigger;
  readonly condition?: Condition | null;
  readonly steps: readonly Step[];
}
