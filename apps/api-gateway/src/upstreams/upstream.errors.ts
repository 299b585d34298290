import { BadRequest, defineProblem, Problem } from '@crm/platform';

const ServiceUnavailable = defineProblem('service-unavailable', 503, 'A service is not available at the moment');
const ServiceTimeout = defineProblem('service-timeout', 504, 'A service did not answer in time');

/** Nothing was sent: the service is not there. */
const absent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);
const late = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const unsendable = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH']);

/** Whether a request that changes nothing may be sent once more. */
export function isConnectionError(error: unknown): boolean {
  const code = codeOf(error);
  return absent.has(code) || broken.has(code);
}

/** What the sender is told when `service` could not be asked, or did not answer. */
export function upstreamProblem(service: string, error: Error): Problem {
  const cause = error.cause instanceof Error ? error.cause : error;
  // A body that turned out too long fails the request with its own problem.
  if (cause instanceof Problem) return cause;
  const code = codeOf(cause);
  if (unsendable.has(code)) return new BadRequest('A header or the body cannot be passed on.');
  if (late.has(code)) return new ServiceTimeout(`${service} did not answer in time.`, { service });
  const detail = absent.has(code)
    ? `${service} cannot be reached. Nothing was done; try again in a moment.`
    : `${service} broke off before it had answered. Whether it was done is not known; ask before trying again.`;
  return new ServiceUnavailable(detail, { service }, { 'retry-after': '1' });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
