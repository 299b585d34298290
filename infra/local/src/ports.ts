import { createServer, Socket } from 'node:net';

const handedOut = new Set<number>();

/**
 * A TCP port of 127.0.0.1 that nobody listens on, never the same twice in one process.
 * Nothing keeps it free until the caller binds it: bind soon.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await bindOnce(0);
    if (port === undefined || handedOut.has(port)) continue;
    handedOut.add(port);
    return port;
  }
}

/** Whether this process could listen on the port of 127.0.0.1 now. */
export async function isFree(port: number): Promise<boolean> {
  return (await bindOnce(port)) !== undefined;
}

/** The first of the wished-for ports that is free and not yet handed out, else any free one. */
export async function freePortLike(...wishes: (number | undefined)[]): Promise<number> {
  for (const wish of wishes) {
    if (wish === undefined || handedOut.has(wish) || !(await isFree(wish))) continue;
    handedOut.add(wish);
    return wish;
  }
  return freePort();
}

/** Whether something accepts connections on the port of 127.0.0.1. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new Socket();
    const end = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.connect(port, '127.0.0.1', () => end(true));
  });
}

function bindOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}
