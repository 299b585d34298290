import type { ProcessIdentity } from './process-identity.js';

/** A process that must not outlive the one that started it, and how to end it. */
export interface Guarded extends ProcessIdentity {
  signal: NodeJS.Signals;
  /** How long the signal may take before SIGKILL, in milliseconds. */
  graceMs: number;
  /** Lower stages end first: services 1, broker 2, its port mapper 3, database 4. */
  stage: number;
  /** Signals go to the whole process group that the process leads. */
  group?: boolean;
}

/** What the guardian reads, one JSON document a line. */
export type GuardianMessage = { watch: Guarded } | { release: ProcessIdentity };
