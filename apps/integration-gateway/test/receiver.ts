import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly afterMs?: number;
  /** The answer waits for this. */
  readonly after?: Promise<void>;
  /** The answer never ends. */
  readonly stalls?: boolean;
}

/** A company's own server: keeps what it gets and answers as it is told, by path. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly replies = new Map<string, (count: number) => Reply>();
  private most = new Map<string, number>();
  private now = new Map<string, number>();

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async open(): Promise<Receiver> {
    const receiver: Receiver = new Receiver(
      createServer(async (request, response) => {
        const path = request.url ?? '/';
        const open = (receiver.now.get(path) ?? 0) + 1;
        receiver.now.set(path, open);
        receiver.most.set(path, Math.max(open, receiver.most.get(path) ?? 0));
        let body = '';
        for await (const chunk of request) body += String(chunk);
        receiver.received.push({ path, headers: request.headers, body });
        const reply = receiver.replies.get(path)?.(receiver.at(path).length) ?? {};
        if (reply.afterMs) await delay(reply.afterMs);
        await reply.after;
        receiver.now.set(path, (receiver.now.get(path) ?? 1) - 1);
        response.writeHead(reply.status ?? 204, reply.headers ?? {});
        if (reply.stalls) response.write('still thinking');
        else response.end(reply.body);
      }),
    );
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** `count` is 1 for the first request to the path. */
  answer(path: string, reply: (count: number) => Reply): void {
    this.replies.set(path, reply);
  }

  at(path: string): Received[] {
    return this.received.filter((item) => item.path === path);
  }

  bodies<T = { type: string; data: Record<string, unknown> }>(path: string): T[] {
    return this.at(path).map(({ body }) => JSON.parse(body) as T);
  }

  /** Most requests that were open at the same time. */
  mostAtOnce(path: string): number {
    return this.most.get(path) ?? 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Verifies as a receiver would, by the library of the specification. @throws when the signature is wrong */
export function verify(secret: string, received: Received | undefined): unknown {
  if (!received) throw new Error('Nothing was received.');
  return new Webhook(secret).verify(received.body, received.headers as Record<string, string>);
}
