import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { QuietHours } from './quiet-hours.js';
import { type Channels, defaultChannels, type Topic } from './topics.js';

/** How one user wants to be told. */
@Entity()
export class Preference {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('uuid') userId: string;
  /** Topics the user has chosen for; the others have the defaults. */
  @Column('jsonb') channels: Partial<Record<Topic, Channels>>;
  /** IANA name; quiet hours and digests follow its clocks. */
  @Column('text') timeZone: string;
  @Column('jsonb', { nullable: true }) quietHours: QuietHours | null;
  /** Hour of the day at which the daily digest is sent. */
  @Column('integer') digestHour: number;
  /** 0 for a user who has never chosen. */
  @Column('integer') version: number;

  static unchosen(tenantId: string, userId: string): Preference {
    return Object.assign(new Preference(), {
      tenantId,
      userId,
      channels: {},
      timeZone: 'UTC',
      quietHours: null,
      digestHour: 8,
      version: 0,
    } satisfies Partial<Preference>);
  }

  channelsOf(topic: Topic): Channels {
    return this.channels[topic] ?? defaultChannels[topic];
  }
}
