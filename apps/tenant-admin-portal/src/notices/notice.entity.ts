import { newId } from '@crm/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailChoice, Topic } from '../preferences/topics.js';
import type { Announcement } from './announcement.entity.js';
import type { Hold } from './hold.js';
import type { NoticeSeverity } from './severity.js';
import { whyHandedOver, whyTold } from './why.js';

export interface NoticeReader {
  readonly userId: string;
  readonly email: string;
  readonly role: string;
}

export interface NoticeWords {
  readonly title: string;
  readonly text: string;
}

/** What one person is told of one announcement. */
@Entity()
export class Notice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') userId: string;
  @Column('uuid') announcementId: string;
  /** Where a mail of it goes. */
  @Column('text') email: string;
  @Column('text') topic: Topic;
  @Column('text') severity: NoticeSeverity;
  @Column('text') title: string;
  @Column('text') text: string;
  @Column('text', { nullable: true }) link: string | null;
  /** Why its reader is told; empty for notices from before this was written down. */
  @Column('text') why: string;
  @Column('integer') count: number;
  /** Of the request that the newest of it follows from; null where that is not known. */
  @Column('text', { nullable: true }) correlationId: string | null;
  @Column('boolean') mustAcknowledge: boolean;
  /** Shown in the portal. */
  @Column('boolean') inApp: boolean;
  @Column('text') mail: MailChoice;
  /** Why it is not shown yet; null when it is. */
  @Column('text', { nullable: true }) heldFor: Hold;
  /** Waits for the person's next digest. */
  @Column('boolean') digestPending: boolean;
  /** Not read yet, or not acknowledged although it must be. */
  @Column('boolean') open: boolean;
  /** The deactivated user who would have been told. */
  @Column('uuid', { nullable: true }) handedOverFrom: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
  @Column('timestamptz', { nullable: true }) shownAt: Date | null;
  @Column('timestamptz', { nullable: true }) readAt: Date | null;
  @Column('timestamptz', { nullable: true }) acknowledgedAt: Date | null;
  @Column('integer') version: number;

  /** A notice that nobody has seen yet. */
  static of(announcement: Announcement, reader: NoticeReader, now: Date): Notice {
    return Object.assign(new Notice(), {
      id: newId(),
      tenantId: announcement.tenantId,
      userId: reader.userId,
      announcementId: announcement.id,
      email: reader.email,
      topic: announcement.topic,
      severity: announcement.severity,
      title: announcement.title,
      text: announcement.text,
      link: announcement.link,
      why: whyTold(announcement.audience, announcement.topic, reader),
      count: 0,
      correlationId: announcement.correlationId,
      mustAcknowledge: announcement.mustAcknowledge,
      inApp: true,
      mail: 'off',
      heldFor: null,
      digestPending: false,
      open: true,
      handedOverFrom: null,
      createdAt: now,
      updatedAt: now,
      shownAt: null,
      readAt: null,
      acknowledgedAt: null,
      version: 0,
    } satisfies Partial<Notice>);
  }

  /** Shows the newest of what was gathered; whoever has read it has something to read again. */
  update({ title, text }: NoticeWords, { severity, count, correlationId }: Announcement, now: Date): void {
    Object.assign(this, { title, text, severity, count, correlationId, updatedAt: now, open: true, readAt: null });
    this.version += 1;
  }

  /** Reading is not acknowledging. */
  read(now: Date): void {
    if (this.readAt) return;
    this.readAt = now;
    this.open = this.mustAcknowledge && this.acknowledgedAt === null;
    this.version += 1;
  }

  acknowledge(now: Date): void {
    if (this.acknowledgedAt) return;
    this.acknowledgedAt = now;
    this.readAt ??= now;
    this.open = false;
    this.version += 1;
  }

  /** The same notice for somebody else, after its reader has gone. */
  handedTo(reader: NoticeReader): Notice {
    return Object.assign(new Notice(), {
      ...this,
      id: newId(),
      userId: reader.userId,
      email: reader.email,
      why: whyHandedOver(this.topic, reader),
      inApp: true,
      mail: 'off',
      digestPending: false,
      handedOverFrom: this.handedOverFrom ?? this.userId,
      version: this.version + 1,
    } satisfies Partial<Notice>);
  }
}
