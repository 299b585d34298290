import type { Caller } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { withholdIdempotency } from '../idempotency.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { decodeToken } from '../opaque-token.js';
import { Operator } from '../operators/operator.entity.js';
import { platformScope } from '../platform-scope.js';
import { RotationService } from '../sessions/rotation.service.js';
import { Session } from '../sessions/session.entity.js';
import { InvalidRefreshToken, SessionEnded } from '../sessions/session.errors.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccessTokensService } from '../tokens/access-tokens.service.js';
import { type Subject, subjectOfOperator, subjectOfUser } from '../tokens/subject.js';
import { User } from '../users/user.entity.js';
import { CredentialsService } from './credentials.service.js';
import { type SignedInView, type SignInDto, viewOfSignIn } from './sign-in.dto.js';
import { ChooseTenant, WrongCredentials } from './sign-in.errors.js';
import { ThrottleService } from './throttle.service.js';

/** Opens the door: signs people in, keeps them signed in, signs them out. */
@Injectable()
export class SignInsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttle: ThrottleService,
    private readonly credentials: CredentialsService,
    private readonly sessions: SessionsService,
    private readonly rotation: RotationService,
    private readonly tokens: AccessTokensService,
  ) {}

  /** @throws wrong-credentials, choose-tenant, too-many-requests */
  async signIn({ email: typed, password, tenantId }: SignInDto, userAgent: string | null): Promise<SignedInView> {
    withholdIdempotency();
    const email = typed.toLowerCase();
    await this.throttle.admit(email);
    const matching = await this.credentials.matching(email, password, tenantId);
    const [subject] = matching;
    if (!subject) throw new WrongCredentials('Check both; after some failures in a row you have to wait.');
    await this.throttle.forgive(email);
    if (matching.length > 1) {
      const tenants = matching.map(({ tenantId, role, name }) => ({ tenantId, role, name }));
      throw new ChooseTenant('Repeat it with the tenantId of one of them.', { tenants });
    }
    const granted = await this.tokens.grantedTo(subject);
    const { session, refreshToken } = await this.transactions.inTenant(subject.scope, async (unit) => {
      if (!(await currentSubject(unit, subject.kind, subject.id))) throw new WrongCredentials();
      return this.sessions.start(unit, { kind: subject.kind, subjectId: subject.id, userAgent });
    });
    return viewOfSignIn(
      await this.tokens.issue(subject, session.id, granted),
      refreshToken,
      subject,
      granted.permissions,
    );
  }

  /**
   * A new access token with the permissions of now, and the next refresh token. Nothing is used up while
   * access-control does not answer.
   *
   * @throws invalid-refresh-token, session-ended, refresh-token-reused
   */
  async refresh(refreshToken: string): Promise<SignedInView> {
    withholdIdempotency();
    const presented = decodeToken(refreshToken);
    if (!presented) throw new InvalidRefreshToken('Sign in again.');
    const scope = presented.tenantId;
    const seen = await this.transactions.inTenant(scope, async (unit) => {
      const known = await unit.manager.findOneBy(Session, { id: presented.id });
      // Before the session, as a deactivation locks them in this order too.
      const subject = known && (await currentSubject(unit, known.kind, known.subjectId));
      return { ...(await this.rotation.inspect(unit.manager, presented)), subject };
    });
    if (seen.problem) throw seen.problem;
    const { subject } = seen;
    if (!subject) throw new SessionEnded('The account is not active.');
    const granted = await this.tokens.grantedTo(subject);
    const rotated = await this.transactions.inTenant(scope, async ({ manager }) => {
      const inspected = await this.rotation.inspect(manager, presented);
      if (inspected.problem) return inspected;
      const { session, token } = inspected;
      return { next: await this.rotation.rotate(manager, session, token, presented.proof), problem: undefined };
    });
    if (rotated.problem) throw rotated.problem;
    const accessToken = await this.tokens.issue(subject, seen.session.id, granted);
    return viewOfSignIn(accessToken, rotated.next, subject, granted.permissions);
  }

  /** Ends the session of the token that is presented. */
  async signOut({ kind, tenantId, sessionId }: Caller): Promise<void> {
    const scope = kind === 'operator' ? platformScope : tenantId;
    if (scope === null || sessionId === undefined) return;
    await this.transactions.inTenant(scope, async ({ manager }) => {
      const session = await manager.findOne(Session, {
        where: { id: sessionId },
        lock: { mode: 'for_no_key_update' },
      });
      if (session) await this.sessions.end(manager, session, 'signed-out');
    });
  }
}

/**
 * Who it is now, locked until the end of the transaction: a change of the role or a deactivation comes either before,
 * and is seen, or after, and finds a session to end and an older token to cut off.
 */
async function currentSubject(unit: UnitOfWork, kind: Subject['kind'], id: string): Promise<Subject | undefined> {
  const asOf = new Date();
  const lock = { mode: 'pessimistic_read' } as const;
  if (kind === 'operator') {
    const operator = await unit.manager.findOne(Operator, { where: { id }, lock });
    return operator ? subjectOfOperator(operator, asOf) : undefined;
  }
  const user = await unit.manager.findOne(User, { where: { id, status: 'active' }, lock });
  return user ? subjectOfUser(user, asOf) : undefined;
}
