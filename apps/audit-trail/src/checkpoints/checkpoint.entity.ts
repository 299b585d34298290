import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../entries/whole-number.js';

export type CheckpointCause = 'opened' | 'suspended' | 'sealed' | 'interval';

/** A signed statement that the log ended in this hash at this position. It outlives whoever rewrites the whole chain. */
@Entity()
export class Checkpoint {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('bigint', { transformer: wholeNumber }) position: number;
  @Column('text') hash: string;
  @Column('timestamptz') at: Date;
  @Column('text') cause: CheckpointCause;
  /** Thumbprint (RFC 7638) of the key that signed. */
  @Column('text') keyId: string;
  /** Ed25519, base64url. */
  @Column('text') signature: string;
}
