import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DeliveriesClosed } from './delivery-settings.errors.js';

export type DeliveryStatus = 'active' | 'held' | 'closed';

/** How a tenant's webhooks are delivered. The row is made by whichever event of the tenant is heard first. */
@Entity()
export class DeliverySettings {
  @PrimaryColumn('uuid') tenantId: string;
  @Column('text') status: DeliveryStatus;
  /** The newest lifecycle change that was applied; older ones change nothing any more. */
  @Column('integer') lifecycleRevision: number;
  /** Why deliveries are held. */
  @Column('text', { nullable: true }) heldReason: string | null;
  @Column('timestamptz', { nullable: true }) heldAt: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  /** Sealed: the signing secret that the first endpoint will use, so that its receiver can be prepared before. */
  @Column('text', { nullable: true }) firstSecret: string | null;
  @Column('uuid', { nullable: true }) firstSecretUsedBy: string | null;
  @Column('timestamptz', { nullable: true }) onboardingCompletedAt: Date | null;
  @Column('timestamptz') createdAt: Date;

  static open(tenantId: string, firstSecret: string, now: Date): DeliverySettings {
    return Object.assign(new DeliverySettings(), {
      tenantId,
      status: 'active',
      lifecycleRevision: 0,
      heldReason: null,
      heldAt: null,
      closedAt: null,
      firstSecret,
      firstSecretUsedBy: null,
      onboardingCompletedAt: null,
      createdAt: now,
    } satisfies Partial<DeliverySettings>);
  }

  /** @throws 409 `deliveries-closed` */
  assertOpen(): void {
    if (this.status === 'closed') throw new DeliveriesClosed('Nothing is sent for it any more.');
  }

  /** Applies a lifecycle change unless a newer one has been applied; answers whether it did. A closed tenant stays closed. */
  applyLifecycle(revision: number, status: DeliveryStatus, at: Date, reason: string): boolean {
    if (this.status === 'closed' || (revision <= this.lifecycleRevision && status !== 'closed')) return false;
    this.lifecycleRevision = Math.max(revision, this.lifecycleRevision);
    this.status = status;
    this.heldReason = status === 'held' ? reason : null;
    this.heldAt = status === 'held' ? at : null;
    if (status === 'closed') this.closedAt = at;
    return true;
  }
}
