import { type AlertSeverity, alertSeverities } from '@crm/events';
import { Omittable } from '@crm/platform';
import { IsIn, IsInt, IsNotEmpty, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { type Topic, topics } from '../preferences/topics.js';
import type { Notice } from './notice.entity.js';
import { type NoticeSeverity, noticeSeverities } from './severity.js';

export const noticeStates = ['all', 'unread', 'read', 'held'] as const;
export type NoticeState = (typeof noticeStates)[number];

export class NoticesQuery {
  @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `nextCursor` of the page before. */
  @Omittable() @IsString() @MaxLength(64) cursor?: string;
  /** `held` are those that wait for the end of a suspension or of quiet hours; `all` are the others. */
  @IsIn(noticeStates) state: NoticeState = 'all';
  @Omittable() @IsIn(noticeSeverities) severity?: NoticeSeverity;
  @Omittable() @IsIn(topics) topic?: Topic;
}

const commandSeverities = ['info', ...alertSeverities] as const;

/** The command `notify`. */
export class NotifyDto {
  @IsString() @IsNotEmpty() @MaxLength(200) title: string;
  @IsString() @MaxLength(4_000) text: string;
  @IsIn(commandSeverities) severity: AlertSeverity | 'info';
  /** Without it, or when this user has gone, the admins are told. */
  @Omittable() @IsUUID() userId?: string;
  @IsString() @IsNotEmpty() @MaxLength(200) dedupeKey: string;
}

export interface NoticeView {
  id: string;
  topic: Topic;
  severity: NoticeSeverity;
  title: string;
  text: string;
  link: string | null;
  /** Why the reader is told, and by which topic of the preferences. */
  why: string;
  /** Things that were gathered in it. */
  count: number;
  /** Of the request that the newest of them follows from: `/v1/traces/{correlationId}`. */
  correlationId: string | null;
  state: 'unread' | 'read' | 'held';
  heldFor: 'suspension' | 'quiet-hours' | null;
  mustAcknowledge: boolean;
  acknowledgedAt: Date | null;
  readAt: Date | null;
  handedOverFrom: string | null;
  createdAt: Date;
  updatedAt: Date;
  shownAt: Date | null;
  version: number;
}

export function viewOfNotice(notice: Notice): NoticeView {
  return {
    id: notice.id,
    topic: notice.topic,
    severity: notice.severity,
    title: notice.title,
    text: notice.text,
    link: notice.link,
    why: notice.why,
    count: notice.count,
    correlationId: notice.correlationId,
    state: notice.heldFor === null ? (notice.open ? 'unread' : 'read') : 'held',
    heldFor: notice.heldFor,
    mustAcknowledge: notice.mustAcknowledge,
    acknowledgedAt: notice.acknowledgedAt,
    readAt: notice.readAt,
    handedOverFrom: notice.handedOverFrom,
    createdAt: notice.createdAt,
    updatedAt: notice.updatedAt,
    shownAt: notice.shownAt,
    version: notice.version,
  };
}
