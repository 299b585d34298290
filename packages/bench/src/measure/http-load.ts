import { connect, type Socket } from 'node:net';

export interface Load {
  readonly url: string;
  /** Whole requests as they go over the wire, sent in turn. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly count: number;
  /** Any other status ends the load with an error. */
  readonly status: number;
}

/**
 * Sends `count` requests, one at a time on each kept connection, and answers how many were answered a second. It speaks
 * just enough HTTP to cost little beside what it measures: answers must say their length.
 */
export async function requestsPerSecond(load: Load): Promise<number> {
  const from = performance.now();
  let sent = 0;
  const next = (): Buffer | undefined => (sent < load.count ? load.requests[sent++ % load.requests.length] : undefined);
  await Promise.all(Array.from({ length: load.connections }, () => sendAll(load, next)));
  return load.count / ((performance.now() - from) / 1_000);
}

function sendAll(load: Load, next: () => Buffer | undefined): Promise<void> {
  const { hostname, port } = new URL(load.url);
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let received: Buffer = Buffer.alloc(0);
    const sendNext = (): void => {
      const request = next();
      if (request) socket.write(request);
      else socket.end(resolve);
    };
    socket.on('connect', sendNext).on('error', reject);
    socket.on('close', () => reject(new Error('The connection was closed before all was answered.')));
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const head = received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const text = received.toString('latin1', 0, head);
      const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
      if (Number(text.slice(9, 12)) !== load.status || length === undefined) {
        socket.destroy(new Error(`This answer was not expected:\n${received.toString()}`));
        return;
      }
      if (received.length < head + 4 + Number(length)) return;
      received = Buffer.alloc(0);
      sendNext();
    });
  });
}

/** A request as bytes, for `requestsPerSecond`. */
export function requestOf(method: string, url: string, headers: Record<string, string>, body = ''): Buffer {
  const { host, pathname, search } = new URL(url);
  const lines = [`${method} ${pathname}${search} HTTP/1.1`, `host: ${host}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== '') lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
