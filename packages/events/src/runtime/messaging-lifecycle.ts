import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Consumer } from '../inbox/consumer.js';
import type { ParkedRetrier } from '../inbox/parked-retrier.js';
import { Relay } from '../outbox/relay.js';
import { TimerRunner } from '../timers/timer-runner.js';

/**
 * Starts and stops what runs beside the requests. Stopping goes upstream first: consumer and timers finish what they
 * have begun, then the relay sends what that has left in the outbox.
 */
@Injectable()
export class MessagingLifecycle implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  private stopped: Promise<void> | undefined;
  readonly consumers: Consumer[] = [];
  retrier: ParkedRetrier | undefined;

  constructor(
    private readonly relay: Relay,
    private readonly timers: TimerRunner,
  ) {}

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  start(): void {
    this.timers.start();
    this.running = Promise.all([...this.consumers, this.retrier].map((part) => part?.run(this.signal)));
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopAll();
    return this.stopped;
  }

  private async stopAll(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.running, this.timers.stop()]);
    await this.relay.stop();
  }
}
