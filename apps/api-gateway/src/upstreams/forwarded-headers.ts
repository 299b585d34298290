import type { IncomingHttpHeaders } from 'node:http';

/** Meant for the next hop alone (RFC 9110, section 7.6.1), or an expectation that Node has met already. */
const hop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'expect',
];
/** What a sender could claim about who or where they are. The gateway says that itself. */
const claims = [
  'authorization',
  'x-request-id',
  'x-correlation-id',
  'traceparent',
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'x-original-url',
  'x-rewrite-url',
  'x-http-method-override',
];
const claimed =
  /^x-(?:user|tenant|internal|forwarded|crm|role|permissions?|operator|actor|subject|caller|session)(?:-|$)/;

const stripped = new Set([...hop, ...claims]);
const hopOnly = new Set(hop);

/** The sender's headers without those that are for this hop, or that claim an identity. */
export function withoutClaims(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept: IncomingHttpHeaders = {};
  for (const name in headers) {
    if (stripped.has(name) || (name.startsWith('x-') && claimed.test(name))) continue;
    kept[name] = headers[name];
  }
  return kept;
}

/** A service's headers without those that are for its connection to us. */
export function withoutHops<H extends Record<string, unknown>>(headers: H): H {
  const kept: Record<string, unknown> = {};
  for (const name in headers) if (!hopOnly.has(name)) kept[name] = headers[name];
  return kept as H;
}
