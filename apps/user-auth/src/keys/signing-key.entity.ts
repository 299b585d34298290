import type { JWK } from 'jose';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An Ed25519 key pair for access tokens. */
@Entity()
export class SigningKey {
  @PrimaryColumn('text') kid: string;
  @Column('jsonb') publicJwk: JWK;
  @Column('jsonb') privateJwk: JWK;
  @Column('timestamptz') createdAt: Date;
  /** Signs nothing any more from then on, but stays published until the last token it signed has expired. */
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
}
