import { defineProblem, Problem } from './problem.js';

/** Reasons to refuse that belong to no single service. */
export const BadRequest = defineProblem('bad-request', 400, 'The request cannot be understood');
export const InvalidUtf8 = defineProblem('invalid-utf8', 400, 'The body is not valid UTF-8');
export const MalformedJson = defineProblem('malformed-json', 400, 'The body is not valid JSON');
export const InvalidValue = defineProblem('invalid-value', 400, 'A value cannot be stored');
export const Unauthenticated = defineProblem('unauthenticated', 401, 'A valid token is needed');
export const Forbidden = defineProblem('forbidden', 403, 'This is not allowed');
export const TenantRequired = defineProblem('tenant-required', 403, 'The request has to be made for a tenant');
export const NotFound = defineProblem('not-found', 404, 'There is nothing here');
export const MethodNotAllowed = defineProblem('method-not-allowed', 405, 'This method is not served here');
export const Conflict = defineProblem('conflict', 409, 'This conflicts with what exists');
export const VersionMismatch = defineProblem('version-mismatch', 412, 'It was changed in the meantime');
export const PayloadTooLarge = defineProblem('payload-too-large', 413, 'The body is too large');
export const UnsupportedMediaType = defineProblem('unsupported-media-type', 415, 'This media type is not read here');
export const IdempotencyKeyReused = defineProblem('idempotency-key-reused', 422, 'The key stands for another request');
export const TooManyRequests = defineProblem('too-many-requests', 429, 'Too many requests');
export const Internal = defineProblem('internal', 500, 'Something went wrong on our side');
export const UpstreamFailed = defineProblem('upstream-failed', 502, 'A service behind this one failed');
export const TemporarilyUnavailable = defineProblem('temporarily-unavailable', 503, 'Not available at the moment');

/** One broken rule of the input. `field` is the path of the property, as in `owner.email` or `items.0.name`. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** The input breaks rules; `errors` names each field and rule. */
export class ValidationFailed extends Problem {
  static readonly code = 'validation-failed';

  constructor(readonly errors: readonly FieldError[]) {
    super(ValidationFailed.code, 400, 'The input is not valid', errors[0]?.message, { errors });
  }
}
