import { Problem, type ProblemBody } from '../http/problem.js';
import { TemporarilyUnavailable, UpstreamFailed } from '../http/standard-problems.js';

/**
 * A command was refused (`status` and `problem` as the callee answered) or never answered (`status` 0).
 * Left alone it becomes 503 for the person waiting when the callee was away or overloaded, else 502.
 */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';

  constructor(
    readonly command: string,
    readonly status: number,
    readonly problem: Partial<ProblemBody> | undefined,
    options?: ErrorOptions,
  ) {
    const reason = problem?.detail ?? problem?.title ?? (status === 0 ? 'there was no answer' : `status ${status}`);
    super(`The command ${command} failed: ${reason}`, options);
  }

  /** Stable code of the callee's problem, as in `tenant-already-suspended`. */
  get code(): string | undefined {
    return this.problem?.type?.replace('urn:crm:problem:', '');
  }

  /** Whether the same call may succeed later. */
  get transient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  asProblem(): Problem {
    if (this.status === 0 || this.status === 429 || this.status === 503) {
      return new TemporarilyUnavailable('A service behind this one does not answer.', {}, { 'retry-after': '1' });
    }
    return new UpstreamFailed();
  }
}
