/** The event's data break its contract; nothing was published. */
export class InvalidEventData extends Error {
  constructor(
    readonly type: string,
    readonly violations: readonly string[],
  ) {
    super(`${type} was not published, because its data break the contract: ${violations.join('; ')}`);
  }
}

/** A chain of events has become longer than any story of ours: probably a loop between services. */
export class SuspectedLoop extends Error {
  constructor(type: string, hops: number) {
    super(
      `${type} was not published: it would be event number ${hops + 1} in a row since one request, which looks like a loop.`,
    );
  }
}

/** A delivery that no retry can mend; it goes to the dead letters at once. */
export class Unprocessable extends Error {
  constructor(
    /** Stable code: `invalid-json`, `invalid-envelope`, `invalid-data`, `unknown-type` or `forbidden`. */
    readonly reason: string,
    detail: string,
  ) {
    super(detail);
  }
}
