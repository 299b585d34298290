import type { Caller } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StreamName } from './stream.dto.js';

/** Lets its caller open one stream once, without a token. What the caller carries is known here by its hash alone. */
@Entity()
export class StreamTicket {
  @PrimaryColumn('bytea') hash: Buffer;
  @Column('text') stream: StreamName;
  /** As whom the stream is opened. */
  @Column('jsonb') caller: Caller;
  /** Of the tenant's feed when the ticket was made: what the rows after it take from the caller, the ticket loses too. */
  @Column('bigint') feedPosition: string;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
}
