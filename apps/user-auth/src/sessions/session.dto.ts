import { PageQuery } from '@crm/platform';
import { IsOptional, IsUUID } from 'class-validator';
import { type EndReason, type Session } from './session.entity.js';

export class SessionsQuery extends PageQuery {
  /** Whose sessions; the caller's own without it. */
  @IsOptional() @IsUUID() userId?: string;
}

export interface SessionView {
  id: string;
  subjectId: string;
  kind: Session['kind'];
  userAgent: string | null;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  endReason: EndReason | null;
}

export function viewOfSession(session: Session): SessionView {
  const { id, subjectId, kind, userAgent, createdAt, lastUsedAt, expiresAt, endedAt, endReason } = session;
  return { id, subjectId, kind, userAgent, createdAt, lastUsedAt, expiresAt, endedAt, endReason };
}
