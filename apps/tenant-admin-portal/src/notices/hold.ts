import type { NoticeSeverity } from './severity.js';

/** Why a notice waits; null when it does not. */
export type Hold = 'suspension' | 'quiet-hours' | null;

/** Urgent notices wait for nothing; the others while the tenant is suspended, and in their reader's quiet hours. */
export function holdOf(severity: NoticeSeverity, suspended: boolean, quiet: boolean): Hold {
  if (severity === 'urgent') return null;
  if (suspended) return 'suspension';
  return quiet ? 'quiet-hours' : null;
}
