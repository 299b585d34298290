import { CommandFailed } from '@crm/platform';
import type { Failure } from '../checklists/step.entity.js';

/** What a failed call says about the try: a clear no, or that nobody knows. */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const refused = error instanceof CommandFailed && !error.transient;
  return { message: `${message.slice(0, 500).replace(/\.$/, '')}.`, refused };
}
