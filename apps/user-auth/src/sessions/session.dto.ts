import { PageQuery } from '@crm/platform';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { type EndReason, endReasons, type Session } from './session.entity.js';

export class SessionsQuery extends PageQuery {
  /** Whose sessions; the caller's own without it. */
  @IsOptional() @IsUUID() userId?: string;
}

export class SessionView {
  @IsUUID() id: string;
  @IsUUID() subjectId: string;
  @IsIn(['user', 'operator']) kind: Session['kind'];
  @IsOptional() @IsString() userAgent: string | null;
  @IsISO8601() createdAt: Date;
  @IsISO8601() lastUsedAt: Date;
  @IsISO8601() expiresAt: Date;
  @IsOptional() @IsISO8601() endedAt: Date | null;
  @IsOptional() @IsIn(endReasons) endReason: EndReason | null;
}

export function viewOfSession(session: Session): SessionView {
  const { id, subjectId, kind, userAgent, createdAt, lastUsedAt, expiresAt, endedAt, endReason } = session;
  return { id, subjectId, kind, userAgent, createdAt, lastUsedAt, expiresAt, endedAt, endReason };
}
