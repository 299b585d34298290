import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from '../../src/platform/http.js';
import type { Session } from '../../src/platform/session.js';
import type { AcceptedContact, Cohort, LoadTenant } from './cohort.js';

export interface LoadOptions {
  readonly writesPerSecond: number;
  readonly cohort: Cohort;
  /** Between 0 and 1; the same sequence for the same seed. */
  readonly random: () => number;
}

const retryPauseMs = 250;
/** A command that is not accepted by then is a failure of the platform, not of the load. */
const acceptWithinMs = 90_000;

/**
 * A standing load of contact writes: seven in ten create, three in ten change one. Each command is repeated until it is
 * accepted, as a careful client would do: creations with their Idempotency-Key, changes (one at a time per contact) with
 * the same value, which is no change when it was made already.
 */
export class Load {
  commands = 0;
  /** Refusals and broken connections that were answered by a repetition. */
  repeated = 0;
  private readonly problems: string[] = [];
  private readonly idle: AcceptedContact[] = [];
  private readonly open = new Set<Promise<void>>();
  private stopped = false;
  private running: Promise<void> | undefined;

  constructor(private readonly options: LoadOptions) {}

  start(): void {
    this.running = this.run();
  }

  /** Starts no further command and waits until all are accepted; fails if one was refused for good. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
    await Promise.all(this.open);
    if (this.problems.length > 0) {
      throw new Error(`${this.problems.length} commands were not accepted: ${this.problems.slice(0, 5).join('; ')}`);
    }
  }

  private async run(): Promise<void> {
    const started = performance.now();
    while (!this.stopped) {
      const due = Math.floor(((performance.now() - started) / 1_000) * this.options.writesPerSecond);
      for (; this.commands < due; this.commands += 1) this.issue(this.options.cohort.nextCommand());
      await delay(20);
    }
  }

  private issue(number: number): void {
    const { cohort, random } = this.options;
    const { tenants } = cohort;
    const tenant = tenants[Math.floor(random() * tenants.length)] as LoadTenant;
    const index = Math.floor(random() * this.idle.length);
    const contact = random() < 0.3 ? this.idle.splice(index, 1)[0] : undefined;
    const work = contact ? this.change(contact, number) : this.create(tenant, number);
    const task = work
      .catch((error: Error) => void this.problems.push(`${number}: ${error.message}`))
      .finally(() => this.open.delete(task));
    this.open.add(task);
  }

  private async create({ tenantId, session }: LoadTenant, number: number): Promise<void> {
    const body = { displayName: `Contact ${number}`, emails: [{ address: `c${number}@load.example` }] };
    const headers = { 'idempotency-key': `load-${number}` };
    const { id } = await this.untilAccepted(() =>
      session.ask<{ id: string }>('POST', '/v1/contacts', { body, headers }),
    );
    const contact = { tenantId, contactId: id, changes: 0 };
    this.options.cohort.accepted.set(id, contact);
    this.idle.push(contact);
  }

  private async change(contact: AcceptedContact, number: number): Promise<void> {
    const session = this.options.cohort.tenants.find((one) => one.tenantId === contact.tenantId)?.session as Session;
    const body = { jobTitle: `Title ${number}` };
    await this.untilAccepted(() => session.ask('PATCH', `/v1/contacts/${contact.contactId}`, { body }));
    contact.changes += 1;
    this.idle.push(contact);
  }

  private async untilAccepted<T>(send: () => Promise<Answer<T>>): Promise<T> {
    const end = Date.now() + acceptWithinMs;
    for (;;) {
      const answer = await send().catch((error: Error) => error);
      if (!(answer instanceof Error) && answer.status < 300) return answer.body;
      const reason = answer instanceof Error ? answer.message : `${answer.status} ${JSON.stringify(answer.body)}`;
      if (!(answer instanceof Error) && answer.status < 500 && answer.status !== 429) throw new Error(reason);
      if (Date.now() > end) throw new Error(`not accepted in time, last: ${reason}`);
      this.repeated += 1;
      await delay(retryPauseMs);
    }
  }
}
