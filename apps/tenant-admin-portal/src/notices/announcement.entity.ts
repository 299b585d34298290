import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Audience } from '../people/audience.js';
import type { Topic } from '../preferences/topics.js';
import type { NoticeSeverity } from './severity.js';

/** Something to be told, before it is known to whom. It becomes one notice for each person of its audience. */
@Entity()
export class Announcement {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  /** What it is about, once per tenant: the same thing is told once, or its notices are kept up to date. */
  @Column('text') key: string;
  @Column('text') topic: Topic;
  @Column('text') severity: NoticeSeverity;
  /** May hold `{count}` and, as `{user:<id>}`, actors, which are filled in when it is told. */
  @Column('text') title: string;
  @Column('text') text: string;
  @Column('text', { nullable: true }) link: string | null;
  @Column('jsonb') audience: Audience;
  @Column('boolean') mustAcknowledge: boolean;
  /** Mailed at once, whatever the person has chosen. */
  @Column('boolean') alwaysMail: boolean;
  /** Things that were gathered in it. */
  @Column('integer') count: number;
  /** When the newest of them happened. */
  @Column('timestamptz') newestAt: Date;
  /** Of the request that the newest follows from. */
  @Column('text', { nullable: true }) correlationId: string | null;
  /** A timer is set that will tell it as it is then. */
  @Column('boolean') fanOutPending: boolean;
  @Column('timestamptz') createdAt: Date;
}
