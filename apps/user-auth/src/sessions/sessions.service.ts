import type { TokenCutoff } from '@crm/events';
import { newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { encodeToken } from '../opaque-token.js';
import { TokenCutoffsService } from '../token-cutoffs/token-cutoffs.service.js';
import { hashOf, newSecret } from './refresh-secret.js';
import { RefreshToken } from './refresh-token.entity.js';
import { type EndReason, Session } from './session.entity.js';
import { factsOfSession } from './session-facts.js';

export const expireTimer = 'expire-session';

const cutoffReasons: Readonly<Record<EndReason, TokenCutoff['reason']>> = {
  'signed-out': 'signed-out',
  'ended-by-admin': 'signed-out',
  'reuse-detected': 'reuse-detected',
  deactivated: 'deactivated',
  'admin-lost': 'policy-changed',
  'password-changed': 'signed-out',
  expired: 'signed-out',
};

/** Sessions that are over for longer are forgotten with the next sign-in. */
const remembered = '90 days';

/** Starts and ends sessions, and says so. Ending one also cuts off the access tokens that were issued in it. */
@Injectable()
export class SessionsService {
  constructor(private readonly cutoffs: TokenCutoffsService) {}

  /** A new session inside the unit's tenant, and its first refresh token. */
  async start(
    unit: UnitOfWork,
    who: Pick<Session, 'kind' | 'subjectId' | 'userAgent'>,
  ): Promise<{ session: Session; refreshToken: string }> {
    const now = new Date();
    const { tenantId } = unit;
    const session = Object.assign(new Session(), {
      ...who,
      id: newId(),
      tenantId,
      createdAt: now,
      endedAt: null,
      endReason: null,
      refusalToldAt: null,
    });
    session.use(now);
    await unit.manager.query(
      'DELETE FROM session WHERE subject_id = $1 AND coalesce(ended_at, expires_at) < now() - $2::interval',
      [who.subjectId, remembered],
    );
    const secret = newSecret();
    await unit.manager.insert(Session, session);
    await unit.manager.insert(RefreshToken, { hash: hashOf(secret), tenantId, sessionId: session.id });
    await this.expireLater(unit, session);
    unit.announce('iam.token.created', factsOfSession(session));
    return { session, refreshToken: encodeToken({ tenantId, id: session.id, proof: secret }) };
  }

  /** Ends one session; one that has ended stays as it was. */
  async end(unit: UnitOfWork, session: Session, reason: EndReason): Promise<void> {
    if (session.endedAt !== null) return;
    session.endedAt = new Date();
    session.endReason = reason;
    await unit.manager.save(session);
    await this.conclude(unit, [session], reason);
  }

  /** Ends all sessions of a user or operator of the unit's tenant that were started before a moment (now, if not told). */
  async endAllOf(unit: UnitOfWork, subjectId: string, reason: EndReason, startedBefore?: Date): Promise<void> {
    const query = unit.manager
      .createQueryBuilder(Session, 'session')
      .setLock('for_no_key_update')
      .where('session.subject_id = :subjectId AND session.ended_at IS NULL', { subjectId });
    if (startedBefore) query.andWhere('session.created_at < :startedBefore', { startedBefore });
    const sessions = await query.orderBy('session.id').getMany();
    if (sessions.length === 0) return;
    const ids = sessions.map(({ id }) => id);
    await unit.manager.update(Session, { id: In(ids) }, { endedAt: new Date(), endReason: reason });
    await this.conclude(unit, sessions, reason);
  }

  /** Looks whether the session is over when it would be if nobody used it. */
  expireLater(unit: UnitOfWork, { id, expiresAt }: Session): Promise<void> {
    return unit.schedule({ kind: expireTimer, key: id, dueAt: expiresAt });
  }

  private async conclude(unit: UnitOfWork, sessions: readonly Session[], reason: EndReason): Promise<void> {
    const ids = sessions.map(({ id }) => id);
    await this.cutoffs.add(unit.manager, unit.tenantId, 'session', ids, cutoffReasons[reason]);
    for (const session of sessions) {
      await unit.unschedule(expireTimer, session.id);
      unit.announce('iam.token.deleted', { ...factsOfSession(session), reason });
    }
  }
}
