/**
 * Runs jobs one after the other within a lane and at most `width` lanes at once, lanes in the order in which they got
 * their first waiting job.
 */
export class Lanes {
  private readonly lanes = new Map<string, (() => Promise<void>)[]>();
  private readonly ready: string[] = [];
  private running = 0;
  private stopped = false;
  private idle: (() => void) | undefined;

  constructor(private readonly width: number) {}

  /** `job` must not reject. */
  add(lane: string, job: () => Promise<void>): void {
    if (this.stopped) return;
    const jobs = this.lanes.get(lane);
    if (jobs) jobs.push(job);
    else {
      this.lanes.set(lane, [job]);
      this.ready.push(lane);
      this.start();
    }
  }

  /** Starts no further job and waits for those that run. */
  async drain(): Promise<void> {
    this.stopped = true;
    this.lanes.clear();
    this.ready.length = 0;
    if (this.running > 0) await new Promise<void>((resolve) => (this.idle = resolve));
  }

  private start(): void {
    while (this.running < this.width) {
      const lane = this.ready.shift();
      if (lane === undefined) return;
      this.running += 1;
      void this.run(lane);
    }
  }

  private async run(lane: string): Promise<void> {
    const job = this.lanes.get(lane)?.[0];
    await job?.();
    const jobs = this.lanes.get(lane);
    jobs?.shift();
    // The lane goes to the end of the line, so that a busy one does not starve the others.
    if (jobs && jobs.length > 0) this.ready.push(lane);
    else this.lanes.delete(lane);
    this.running -= 1;
    this.start();
    if (this.stopped && this.running === 0) this.idle?.();
  }
}
