import type { StepPath } from '../definitions/step-path.js';

/** What came of one try of a step, before it is written down. */
export type StepResult =
  /** The workflow is paused: nothing was done. */
  | { readonly kind: 'hold' }
  /** The workflow was switched off: the run has no next step. */
  | { readonly kind: 'cut-off' }
  /** The workflow's condition does not hold for the contact: the run never was. */
  | { readonly kind: 'unmatched' }
  | { readonly kind: 'done'; readonly next: StepPath | null; readonly outcome: Record<string, unknown> }
  | { readonly kind: 'wait'; readonly until: Date; readonly forUpdate: boolean }
  /** The update of the contact was not the one that is waited for. */
  | { readonly kind: 'still-waiting' }
  | { readonly kind: 'failed'; readonly error: string; readonly transient: boolean };

/** A try: where the run stood, and what came of it. */
export interface StepTry {
  readonly path: StepPath | 'condition';
  readonly stepKind: string;
  readonly startedAt: Date;
  readonly result: StepResult;
}
