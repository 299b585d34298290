import { setTimeout as delay } from 'node:timers/promises';
import { keepLeadership } from '@crm/events';
import { Database } from '@crm/platform';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { PortalConfig } from '../config.js';
import { BrokerQueues } from './broker-queues.js';
import { LiveSamples, type Standing } from './live-samples.js';
import { LiveStreams } from './live-streams.js';
import { Lookout } from './lookout.js';
import { nextState } from './next-state.js';

const samplerLock = [73, 2] as const;
/** Between two looks while nobody looks on. */
const idleMs = 5_000;
const pruneEveryMs = 60_000;

/** Looks at the whole platform again and again, in one replica at a time, and keeps what it saw. */
@Injectable()
export class Sampler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('sampler');
  private readonly stopping = new AbortController();
  private done: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly config: PortalConfig,
    private readonly lookout: Lookout,
    private readonly broker: BrokerQueues,
    private readonly samples: LiveSamples,
    private readonly streams: LiveStreams,
  ) {}

  onApplicationBootstrap(): void {
    const leadership = { url: this.database.url, name: 'crm-sampler', lock: samplerLock };
    this.done = keepLeadership(leadership, this.stopping.signal, (ended) => this.lead(ended));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.done;
  }

  private async lead(ended: AbortSignal): Promise<void> {
    const everyMs = this.config.LIVE_SAMPLE_MILLISECONDS;
    let standing: Standing | undefined;
    let [sampledAt, prunedAt] = [0, 0];
    while (!ended.aborted) {
      const now = performance.now();
      try {
        standing ??= await this.samples.head();
        if (sampledAt === 0 || now - sampledAt >= idleMs || (await this.samples.isWatched())) {
          sampledAt = now;
          standing = await this.sample(standing);
        }
        if (now - prunedAt >= pruneEveryMs) {
          prunedAt = now;
          await this.samples.prune();
        }
      } catch (error) {
        if (!ended.aborted) this.logger.warn(`A sample was not kept: ${(error as Error).message}`);
        standing = undefined;
      }
      const rest = Math.max(0, now + everyMs - performance.now());
      await delay(rest, undefined, { signal: ended }).catch(() => undefined);
    }
  }

  private async sample(before: Standing): Promise<Standing> {
    const [looks, broker] = await Promise.all([this.lookout.look(), this.broker.look()]);
    const after = await this.samples.write(before, nextState(before.state, looks, broker, new Date()));
    this.streams.wake();
    return after;
  }
}
