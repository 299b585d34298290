import { Problem } from '@crm/platform';

/** The event's data break its contract; nothing was published. */
export class InvalidEventData extends Error {
  constructor(
    readonly type: string,
    readonly violations: readonly string[],
  ) {
    super(`${type} was not published, because its data break the contract: ${violations.join('; ')}`);
  }
}

/**
 * A chain of events has become longer than any story of ours: probably a loop between services. A service whose command
 * would have been the next link is answered 422, which it does not repeat.
 */
export class SuspectedLoop extends Problem {
  constructor(type: string, hops: number) {
    super(
      'suspected-loop',
      422,
      'This looks like a loop',
      `${type} was not published: it would be event number ${hops + 1} in a row since one request, which looks like a loop.`,
    );
  }
}

/** A delivery that no retry can mend; it goes to the dead letters at once. */
export class Unprocessable extends Error {
  constructor(
    /** Stable code, such as `invalid-json`, `invalid-envelope`, `invalid-data`, `unknown-type` or `forbidden`. */
    readonly reason: string,
    detail: string,
    /** The attribute that is wrong, where it is one. */
    readonly attribute?: string,
  ) {
    super(detail);
  }
}
