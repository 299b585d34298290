import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A refresh token by its hash. Rotated ones are kept, so that their reuse is noticed. */
@Entity()
export class RefreshToken {
  /** SHA-256 of the secret. */
  @PrimaryColumn('bytea') hash: Buffer;
  @Column('uuid') tenantId: string;
  @Column('uuid') sessionId: string;
  @Column('timestamptz', { nullable: true }) rotatedAt: Date | null;
  /** With the secret itself this gives the successor's secret again, for an answer that was lost on its way. */
  @Column('bytea', { nullable: true }) successorNonce: Buffer | null;
}
