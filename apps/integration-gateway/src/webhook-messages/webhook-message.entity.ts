import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * queued: waits for its turn at the endpoint; sending: has a turn; waiting: will be tried again; held: the tenant is
 * suspended or its held messages are being released; delivered, failed: ended.
 */
export const messageStatuses = ['queued', 'sending', 'waiting', 'held', 'delivered', 'failed'] as const;
export type MessageStatus = (typeof messageStatuses)[number];
export const openStatuses: readonly MessageStatus[] = ['queued', 'waiting', 'held'];

/** One thing to tell one endpoint. Its id is the `webhook-id`, the same for every attempt. */
@Entity()
export class WebhookMessage {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') endpointId: string;
  /** What the receiver reads: `contact.created`. */
  @Column('text') type: string;
  /** Type of the event it tells of, else the same as `type`. */
  @Column('text') eventType: string;
  /** The body as it is signed and sent; null once it is purged. */
  @Column('text', { nullable: true }) payload: string | null;
  /** Unique per endpoint: the same event or command makes no second message. */
  @Column('text') dedupeKey: string;
  /** Of the request that it follows from; null where that is not known. */
  @Column('text', { nullable: true }) correlationId: string | null;
  @Column('text') status: MessageStatus;
  /** It was held: those that were are sent one after the other, so that they arrive in order. */
  @Column('boolean') released: boolean;
  /** All attempts. */
  @Column('integer') attempts: number;
  /** Attempts since it was made or replayed. */
  @Column('integer') round: number;
  @Column('timestamptz', { nullable: true }) nextAttemptAt: Date | null;
  @Column('integer', { nullable: true }) lastStatus: number | null;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column('integer', { nullable: true }) latencyMs: number | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) deliveredAt: Date | null;
  @Column('timestamptz', { nullable: true }) failedAt: Date | null;

  /** Takes its place in the queue again, or waits for the release of what is held. */
  lineUp(held: boolean): void {
    this.released = false;
    this.status = held ? 'held' : 'queued';
    this.nextAttemptAt = null;
  }

  waitUntil(at: Date): Date {
    this.status = 'waiting';
    this.nextAttemptAt = at;
    return at;
  }

  /** Answers whether it is the first time, which is when it is told. */
  deliver(now: Date): boolean {
    const first = this.deliveredAt === null;
    this.status = 'delivered';
    this.nextAttemptAt = null;
    this.lastError = null;
    this.deliveredAt ??= now;
    return first;
  }

  /** Answers whether it is the first time, which is when it is told. */
  fail(now: Date, error: string): boolean {
    const first = this.failedAt === null;
    this.status = 'failed';
    this.nextAttemptAt = null;
    this.lastError = error;
    this.failedAt ??= now;
    return first;
  }
}
