import type { FastifyRequest } from 'fastify';

/**
 * Where a request comes from: the address of the connection, or, behind `trusted` proxies of ours, the entry of
 * `x-forwarded-for` that the outermost of them has written. What stands further left was written by anybody.
 */
export function clientAddress(
  { headers, socket }: Pick<FastifyRequest, 'headers' | 'socket'>,
  trusted: number,
): string {
  const connection = socket.remoteAddress ?? 'unknown';
  if (trusted === 0) return connection;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  return forwarded.at(-trusted)?.trim() || connection;
}
