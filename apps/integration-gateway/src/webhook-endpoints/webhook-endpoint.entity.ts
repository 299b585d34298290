import { Column, Entity, PrimaryColumn } from 'typeorm';

export type EndpointStatus = 'enabled' | 'disabled' | 'deleted';
export type DisabledReason = 'by-user' | 'gone' | 'tenant-closed';

/** Where a tenant wants to be told. A deleted one stays as a row, since its messages name it. */
@Entity()
export class WebhookEndpoint {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') url: string;
  @Column('text') description: string;
  /** Types it wants; null wants all. */
  @Column('jsonb', { nullable: true }) eventTypes: string[] | null;
  @Column('text') status: EndpointStatus;
  @Column('text', { nullable: true }) disabledReason: DisabledReason | null;
  /** Sealed; null once it is destroyed. */
  @Column('text', { nullable: true }) secret: string | null;
  /** Sealed; signs beside the new one until `previousSecretUntil`. */
  @Column('text', { nullable: true }) previousSecret: string | null;
  @Column('timestamptz', { nullable: true }) previousSecretUntil: Date | null;
  /** The last attempt was no success; until one is, requests go one at a time. */
  @Column('boolean') failing: boolean;
  /** The integration that the endpoint was made for. */
  @Column('uuid', { nullable: true }) integrationId: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('integer') version: number;

  wants(type: string): boolean {
    return this.status === 'enabled' && (this.eventTypes === null || this.eventTypes.includes(type));
  }

  /** Answers whether it was on. */
  switchOff(status: 'disabled' | 'deleted', reason: DisabledReason): boolean {
    const wasOn = this.status === 'enabled';
    this.status = status;
    this.disabledReason = reason;
    this.version += 1;
    return wasOn;
  }

  destroySecrets(): void {
    this.secret = null;
    this.previousSecret = null;
    this.previousSecretUntil = null;
  }

  /** The sealed secrets that sign at a moment, newest first. */
  secretsAt(now: Date): string[] {
    const overlapping = this.previousSecretUntil !== null && this.previousSecretUntil > now;
    return [this.secret, overlapping ? this.previousSecret : null].filter((secret) => secret !== null);
  }
}
