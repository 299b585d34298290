import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How the client proves itself (RFC 6749 section 2.3.1): by HTTP Basic, or by parameters of the body. */
export const authMethods = ['basic', 'post'] as const;
export type AuthMethod = (typeof authMethods)[number];

/** How tokens are obtained from an OAuth 2 provider. */
@Entity()
export class AuthClient {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('text') name: string;
  @Column('text') type: 'oauth2';
  @Column('text') tokenUrl: string;
  @Column('text') clientId: string;
  /** Sealed. */
  @Column('text') clientSecret: string;
  /** Asked for where the secret names no scope of its own. */
  @Column('text', { nullable: true }) scope: string | null;
  @Column('text') authMethod: AuthMethod;
  @Column('timestamptz') createdAt: Date;
  @Column('integer') version: number;
}
