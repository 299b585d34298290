import { currentContext, type Transaction } from '@crm/platform';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import type { DataOf, EventClass } from '../contracts/event-class.js';
import { composeEvent } from '../envelope/compose.js';
import type { PublishedBy, ServiceName } from '../links.js';
import { type Outgoing, outgoingEvent, outgoingServiceEvent } from '../outbox/outgoing.js';
import { writeOutbox } from '../outbox/write-outbox.js';
import { composeServiceEvent, type Facts } from '../service-events/compose-service-event.js';
import type { ToldBy } from '../service-events/table.js';
import { cancelTimer, type NewTimer, writeTimer } from '../timers/write-timer.js';

/** Told after a commit, so that what was written is carried on at once. A missed call costs a poll's delay, no more. */
export interface Wakeable {
  wake(): void;
}

/** The timer that a unit of work is fired by. */
export interface FiringTimer {
  readonly kind: string;
  readonly key: string;
  /** Takes the timer away; fails when it was set anew or cancelled meanwhile. Repeated calls do nothing. */
  settle(): Promise<void>;
}

/**
 * What a service changes in one step: rows, events and timers that commit together or not at all.
 *
 * It lives inside one tenant; rows of other tenants do not exist in it, and its events carry that tenant.
 */
export class UnitOfWork<S extends ServiceName = ServiceName> {
  private readonly pending: Outgoing[] = [];

  constructor(
    private readonly transaction: Transaction,
    private readonly service: S,
    private readonly relay: Wakeable,
    private readonly timers: Wakeable,
    private readonly firing?: FiringTimer,
  ) {}

  get manager(): EntityManager {
    return this.transaction.manager;
  }

  /** @internal the same connection, for the mechanism's own statements */
  get client(): PoolClient {
    return this.transaction.client;
  }

  get tenantId(): string {
    if (this.transaction.tenantId === null) throw new Error('This unit of work is outside of every tenant.');
    return this.transaction.tenantId;
  }

  /**
   * Says a fact. Data are checked now, the event is written before the commit and sent after it, in the order of the
   * calls for each subject.
   *
   * @throws InvalidEventData, SuspectedLoop
   */
  publish<E extends PublishedBy<S> & EventClass>(event: E, data: DataOf<E>): void {
    this.send(outgoingEvent(composeEvent(event, data, this.service, this.tenantId)));
  }

  /**
   * Tells the bus what happened to a resource, beside the map and in the same transaction. Facts never hold a secret.
   *
   * @throws InvalidEventData, SuspectedLoop
   */
  announce(name: ToldBy<S>, facts: Facts): void {
    this.send(outgoingServiceEvent(composeServiceEvent(name, facts, this.service, this.tenantId)));
  }

  private send(message: Outgoing): void {
    this.pending.push(message);
    if (this.pending.length > 1) return;
    this.transaction.beforeCommit(async () => {
      this.transaction.withCommit(await writeOutbox(this.client, this.pending.splice(0)));
    });
    this.transaction.afterCommit(() => this.relay.wake());
  }

  /** Sets a durable timer; one with the same kind and key is replaced. See `OnTimer`. */
  async schedule(timer: NewTimer): Promise<void> {
    await this.settleFiring(timer.kind, timer.key);
    await writeTimer(this.client, this.tenantId, timer, currentContext());
    this.transaction.afterCommit(() => this.timers.wake());
  }

  /** Removes a timer; one that does not exist is no error. */
  async unschedule(kind: string, key: string): Promise<void> {
    await this.settleFiring(kind, key);
    await cancelTimer(this.client, kind, key);
  }

  /** For wake-ups after the commit, which a crash may skip; never for facts. */
  afterCommit(step: () => void | Promise<void>): void {
    this.transaction.afterCommit(step);
  }

  /** Our own timer goes before a new one takes its place. */
  private async settleFiring(kind: string, key: string): Promise<void> {
    if (this.firing?.kind === kind && this.firing.key === key) await this.firing.settle();
  }
}
