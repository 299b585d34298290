import type { Caller, Problem } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { actingAs } from '../acting-as.js';
import { withholdIdempotency } from '../idempotency.js';
import { Transactions } from '../messaging.js';
import { decodeToken, type OpaqueToken } from '../opaque-token.js';
import { platformScope } from '../platform-scope.js';
import { RotationService } from '../sessions/rotation.service.js';
import { Session } from '../sessions/session.entity.js';
import { InvalidRefreshToken, SessionEnded } from '../sessions/session.errors.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccessTokensService } from '../tokens/access-tokens.service.js';
import { currentSubject } from '../tokens/current-subject.js';
import { CredentialsService } from './credentials.service.js';
import { LoginFailuresService } from './login-failures.service.js';
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
    private readonly failures: LoginFailuresService,
  ) {}

  /** @throws wrong-credentials, choose-tenant, too-many-requests */
  async signIn({ email: typed, password, tenantId }: SignInDto, userAgent: string | null): Promise<SignedInView> {
    withholdIdempotency();
    const email = typed.toLowerCase();
    await this.throttle.admit(email);
    const matching = await this.credentials.matching(email, password, tenantId);
    const [subject] = matching;
    if (!subject) throw await this.wrongCredentials(email, tenantId);
    await this.throttle.forgive(email);
    if (matching.length > 1) {
      const tenants = matching.map(({ tenantId, role, name }) => ({ tenantId, role, name }));
      throw new ChooseTenant('Repeat it with the tenantId of one of them.', { tenants });
    }
    const granted = await this.tokens.grantedTo(subject);
    const { kind, id: subjectId } = subject;
    const started = await actingAs(subject.actor, () =>
      this.transactions.inTenant(subject.scope, async (unit) =>
        (await currentSubject(unit, kind, subjectId))
          ? this.sessions.start(unit, { kind, subjectId, userAgent })
          : undefined,
      ),
    );
    if (!started) throw await this.wrongCredentials(email, tenantId);
    const { session, refreshToken } = started;
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
      return { ...(await this.rotation.inspect(unit, presented)), subject };
    });
    if (seen.problem) throw await this.refused(presented, seen.problem);
    const { subject } = seen;
    if (!subject) throw await this.refused(presented, new SessionEnded('The account is not active.'), 'not-active');
    const granted = await this.tokens.grantedTo(subject);
    const rotated = await actingAs(subject.actor, () =>
      this.transactions.inTenant(scope, async (unit) => {
        const inspected = await this.rotation.inspect(unit, presented);
        if (inspected.problem) return inspected;
        const { session, token } = inspected;
        return { next: await this.rotation.rotate(unit, session, token, presented.proof), problem: undefined };
      }),
    );
    if (rotated.problem) throw await this.refused(presented, rotated.problem);
    const accessToken = await this.tokens.issue(subject, seen.session.id, granted);
    return viewOfSignIn(accessToken, rotated.next, subject, granted.permissions);
  }

  /** Ends the session of the token that is presented. */
  async signOut({ kind, tenantId, sessionId }: Caller): Promise<void> {
    const scope = kind === 'operator' ? platformScope : tenantId;
    if (scope === null || sessionId === undefined) return;
    await this.transactions.inTenant(scope, async (unit) => {
      const session = await unit.manager.findOne(Session, {
        where: { id: sessionId },
        lock: { mode: 'for_no_key_update' },
      });
      if (session) await this.sessions.end(unit, session, 'signed-out');
    });
  }

  /** Ends the session of a refresh token; one that is over, or that was never given out, is left as it is. */
  async abandon(refreshToken: string): Promise<void> {
    const presented = decodeToken(refreshToken);
    if (!presented) return;
    await this.transactions.inTenant(presented.tenantId, async (unit) => {
      const { session } = await this.rotation.inspect(unit, presented);
      if (session) await this.sessions.end(unit, session, 'signed-out');
    });
  }

  private async wrongCredentials(email: string, tenantId: string | undefined): Promise<Problem> {
    await this.failures.tell(email, 'wrong-credentials', tenantId);
    return new WrongCredentials('Check both; after some failures in a row you have to wait.');
  }

  /** The problem to answer with, once those whom it concerns have been told. */
  private async refused(presented: OpaqueToken, problem: Problem, reason = problem.code): Promise<Problem> {
    await this.failures.tellRefusal(presented, reason);
    return problem;
  }
}
