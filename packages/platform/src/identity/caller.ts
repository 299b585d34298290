export type CallerKind = 'user' | 'operator' | 'anonymous' | 'service';

/** Who is asking, as proved by a token. */
export interface Caller {
  readonly kind: CallerKind;
  /** Id of the user or operator, name of the service, or `anonymous`. */
  readonly subject: string;
  /** The tenant the request is about; null for operators that named none and for people outside of every tenant. */
  readonly tenantId: string | null;
  readonly role: string | null;
  readonly permissions: readonly string[];
  readonly sessionId?: string;
  /** When the token that a person brought to the gateway expires, in seconds since 1970. */
  readonly tokenExpiresAt?: number;
  /** Name of the calling service, for kind `service`. */
  readonly service?: string;
  /** Who acts, for the record: `user:<id>`, `operator:<id>`, `service:<name>` or `anonymous`. */
  readonly actor: string;
}

export const anonymousCaller: Caller = Object.freeze({
  kind: 'anonymous',
  subject: 'anonymous',
  tenantId: null,
  role: null,
  permissions: Object.freeze([]),
  actor: 'anonymous',
});
