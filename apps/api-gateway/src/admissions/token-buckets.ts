export interface Taken {
  readonly allowed: boolean;
  /** Whole requests that may follow at once. */
  readonly remaining: number;
  /** Seconds until the next request is allowed; 0 when it is. */
  readonly waitSeconds: number;
  /** Seconds until the bucket is full again. */
  readonly fullInSeconds: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** More keys than this at once are not told apart for long. */
const mostKeys = 100_000;

/** One token bucket per key: `burst` requests at once, `perSecond` in the long run. In memory, so per replica. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    readonly perSecond: number,
    readonly burst: number,
  ) {}

  /** Takes one token, if there is one. `now` in milliseconds of a clock that never goes back. */
  take(key: string, now: number): Taken {
    const bucket = this.filled(key, now);
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens -= 1;
    return {
      allowed,
      remaining: Math.floor(bucket.tokens),
      waitSeconds: allowed ? 0 : (1 - bucket.tokens) / this.perSecond,
      fullInSeconds: (this.burst - bucket.tokens) / this.perSecond,
    };
  }

  private filled(key: string, now: number): Bucket {
    const known = this.buckets.get(key);
    if (known) {
      known.tokens = Math.min(this.burst, known.tokens + ((now - known.at) / 1_000) * this.perSecond);
      known.at = now;
      return known;
    }
    if (this.buckets.size >= mostKeys) this.makeRoom(now);
    const bucket = { tokens: this.burst, at: now };
    this.buckets.set(key, bucket);
    return bucket;
  }

  /** A full bucket is like none. If that is not enough, the oldest tenth goes. */
  private makeRoom(now: number): void {
    for (const [key, { tokens, at }] of this.buckets) {
      if (tokens + ((now - at) / 1_000) * this.perSecond >= this.burst) this.buckets.delete(key);
    }
    let surplus = this.buckets.size - mostKeys * 0.9;
    for (const key of this.buckets.keys()) {
      if (surplus <= 0) return;
      this.buckets.delete(key);
      surplus -= 1;
    }
  }
}
