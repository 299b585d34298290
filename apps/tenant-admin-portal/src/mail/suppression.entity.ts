import type { Reason } from '@crm/bounces';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `soft`: too many mails in a row came back, which may end; `manual`: somebody has entered it. */
export const suppressionKinds = ['hard', 'invalid-address', 'soft', 'manual'] as const;
export type SuppressionKind = (typeof suppressionKinds)[number];

/** An address that the tenant does not mail: until an admin takes it off, or for a time. */
@Entity()
export class Suppression {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** Lower-case. */
  @Column('text') address: string;
  @Column('text') kind: SuppressionKind;
  @Column('text', { nullable: true }) reason: Reason | null;
  @Column('text', { nullable: true }) status: string | null;
  /** What the server said, or whoever entered it. */
  @Column('text') diagnostic: string;
  /** The mail that was refused or came back; null where there was none. */
  @Column('uuid', { nullable: true }) deliveryId: string | null;
  @Column('timestamptz') at: Date;
  /** Null: until it is taken off the list. */
  @Column('timestamptz', { nullable: true }) until: Date | null;
}
