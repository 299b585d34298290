import { randomBytes } from 'node:crypto';
import type { Problem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { encodeToken, type OpaqueToken } from '../opaque-token.js';
import { hashOf, successorOf } from './refresh-secret.js';
import { RefreshToken } from './refresh-token.entity.js';
import { Session } from './session.entity.js';
import { InvalidRefreshToken, RefreshTokenReused, SessionEnded } from './session.errors.js';
import { factsOfSession } from './session-facts.js';
import { SessionsService } from './sessions.service.js';

/** Within this, the token just rotated is answered again with the same successor: its answer was lost on the way. */
const graceMs = 10_000;
/** A rotated token older than its session could have been idle is of no use to a thief either. */
const rememberedRotations = '14 days';

export type Presented =
  | { readonly session: Session; readonly token: RefreshToken; readonly problem?: undefined }
  | { readonly problem: Problem; readonly session?: undefined };

/** Refresh tokens are used once; using one again ends the whole family, as one of the two users stole it. */
@Injectable()
export class RotationService {
  constructor(private readonly sessions: SessionsService) {}

  /**
   * Looks at a presented token and locks its session. The problem is answered and not thrown: the end of a family has
   * to be committed.
   */
  async inspect(unit: UnitOfWork, { id: sessionId, proof: secret }: OpaqueToken): Promise<Presented> {
    const { manager } = unit;
    const session = await manager.findOne(Session, {
      where: { id: sessionId },
      lock: { mode: 'for_no_key_update' },
    });
    const token = session && (await manager.findOneBy(RefreshToken, { hash: hashOf(secret), sessionId }));
    if (!token) return { problem: new InvalidRefreshToken('Sign in again.') };
    const now = new Date();
    if (!session.isOpen(now)) {
      const reason = session.endReason ?? 'expired';
      return { problem: new SessionEnded(`It has ended (${reason}). Sign in again.`, { reason }) };
    }
    if (token.rotatedAt === null || (await this.isRepetition(manager, token, secret, now))) return { session, token };
    await this.sessions.end(unit, session, 'reuse-detected');
    return { problem: new RefreshTokenReused('The session was ended for safety. Sign in again.') };
  }

  /** Makes the presented token old and answers its successor. To be called in the transaction of its inspection. */
  async rotate(unit: UnitOfWork, session: Session, token: RefreshToken, secret: Buffer): Promise<string> {
    const { manager, tenantId } = unit;
    const { id: sessionId } = session;
    session.use(new Date());
    await manager.save(session);
    const successorNonce = token.successorNonce ?? randomBytes(32);
    const successor = successorOf(secret, successorNonce);
    if (token.rotatedAt === null) {
      await manager.update(RefreshToken, { hash: token.hash }, { rotatedAt: new Date(), successorNonce });
      await manager.insert(RefreshToken, { hash: hashOf(successor), tenantId, sessionId });
      await manager.query('DELETE FROM refresh_token WHERE session_id = $1 AND rotated_at < now() - $2::interval', [
        sessionId,
        rememberedRotations,
      ]);
      unit.announce('iam.token.modified', factsOfSession(session));
    }
    return encodeToken({ tenantId, id: sessionId, proof: successor });
  }

  /** The token before the newest one, shortly after its rotation. */
  private async isRepetition(
    manager: EntityManager,
    { rotatedAt, successorNonce }: RefreshToken,
    secret: Buffer,
    now: Date,
  ): Promise<boolean> {
    if (!rotatedAt || !successorNonce || now.getTime() - rotatedAt.getTime() > graceMs) return false;
    const successor = await manager.findOneBy(RefreshToken, { hash: hashOf(successorOf(secret, successorNonce)) });
    return successor?.rotatedAt === null;
  }
}
