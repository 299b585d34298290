import type { TokenCutoff } from '@crm/events';
import type { UserToken } from './user-claims.js';

interface Cutoff {
  readonly notBeforeMs: number;
  readonly reason: TokenCutoff['reason'];
}

/** The moments before which tokens of a tenant, a user or a session must have been issued to be refused. */
export class Cutoffs {
  private readonly scopes: Readonly<Record<TokenCutoff['scope'], Map<string, Cutoff>>> = {
    tenant: new Map(),
    user: new Map(),
    session: new Map(),
  };

  /** Keeps the latest for each tenant, user and session, in whatever order they come. */
  add({ scope, id, notBefore, reason }: TokenCutoff): void {
    const notBeforeMs = Date.parse(notBefore);
    const known = this.scopes[scope].get(id);
    if (!known || known.notBeforeMs < notBeforeMs) this.scopes[scope].set(id, { notBeforeMs, reason });
  }

  /** Why the token is not accepted any more; undefined when it is. */
  against({ caller, issuedAtMs }: UserToken): TokenCutoff['reason'] | undefined {
    const { tenant, user, session } = this.scopes;
    return (
      (caller.sessionId === undefined ? undefined : after(session.get(caller.sessionId), issuedAtMs)) ??
      after(user.get(caller.subject), issuedAtMs) ??
      (caller.tenantId === null ? undefined : after(tenant.get(caller.tenantId), issuedAtMs))
    );
  }

  /** Forgets what no living token can be older than. */
  forgetBefore(ms: number): void {
    for (const cutoffs of Object.values(this.scopes)) {
      for (const [id, { notBeforeMs }] of cutoffs) if (notBeforeMs < ms) cutoffs.delete(id);
    }
  }
}

function after(cutoff: Cutoff | undefined, issuedAtMs: number): TokenCutoff['reason'] | undefined {
  return cutoff && issuedAtMs < cutoff.notBeforeMs ? cutoff.reason : undefined;
}
