import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Tries to sign in with an address since the last one that succeeded; for addresses of nobody too. */
@Entity()
export class SignInFailure {
  /** SHA-256 of the address in lower case. */
  @PrimaryColumn('bytea') addressHash: Buffer;
  @Column('integer') failures: number;
  @Column('timestamptz') blockedUntil: Date;
  @Column('timestamptz') lastAt: Date;
  /** When it was told last that tries had to wait. */
  @Column('timestamptz', { nullable: true }) toldAt: Date | null;
}
