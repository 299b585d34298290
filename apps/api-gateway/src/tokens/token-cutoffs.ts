import { setTimeout as pause } from 'node:timers/promises';
import type { CommandsOf } from '@crm/events';
import { Commands, Log, Metrics } from '@crm/platform';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { GatewayConfig } from '../config.js';
import { Cutoffs } from './cutoffs.js';
import type { UserToken } from './user-claims.js';

/** Tokens live for minutes, so a few seconds without news are no matter; after this it is said. */
const quietMs = 30_000;

/**
 * Learns from user-auth every second which tokens have been overtaken. While user-auth is away, tokens that have been
 * verified stay good until they expire: nobody is locked out by that.
 */
@Injectable()
export class TokenCutoffs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly cutoffs = new Cutoffs();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private since: string | undefined;
  private heardAt = Date.now();
  private warned = false;

  constructor(
    private readonly commands: Commands<CommandsOf<'api-gateway'>>,
    private readonly config: GatewayConfig,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    metrics.gauge({
      name: 'gateway_token_cutoffs_age_seconds',
      help: 'Since user-auth last said which tokens are overtaken',
      collect: (gauge) => gauge.set((Date.now() - this.heardAt) / 1_000),
    });
  }

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Why the token is not accepted any more; undefined when it is. */
  against(token: UserToken): string | undefined {
    return this.cutoffs.against(token);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.poll();
      await pause(this.config.TOKEN_CUTOFFS_POLL_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async poll(): Promise<void> {
    const query = this.since === undefined ? {} : { since: this.since };
    try {
      const { cutoffs, asOf } = await this.commands.call('token-cutoffs', { query, tenantId: null, timeout: 2_000 });
      for (const cutoff of cutoffs) this.cutoffs.add(cutoff);
      this.since = asOf;
      this.heard();
    } catch (error) {
      this.missed(error);
    }
  }

  private heard(): void {
    if (this.warned) this.log.info('user-auth says again which tokens are overtaken');
    this.warned = false;
    this.heardAt = Date.now();
    this.cutoffs.forgetBefore(this.heardAt - 1_000 * (this.config.TOKEN_LIFE_SECONDS + 60));
  }

  private missed(error: unknown): void {
    if (this.warned || Date.now() - this.heardAt < quietMs) return;
    this.warned = true;
    this.log.warn('user-auth does not say which tokens are overtaken; verified ones stay good until they expire', {
      error,
    });
  }
}
