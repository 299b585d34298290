import { commands, type ServiceName } from '@crm/events';
import { InternalTokens, readKeyRing } from '@crm/platform';
import Fastify, { type FastifyInstance } from 'fastify';

export interface PeerCall {
  /** Which neighbour is asked. */
  readonly callee: ServiceName;
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  readonly body: unknown;
  readonly tenantId: string | null;
  readonly actor: string;
}

/** How a neighbouring service answers one command; a thrown error becomes its status (500 unless it has one). */
export type PeerAnswer = (call: PeerCall) => unknown;

export type PeerAnswers = { readonly [N in keyof typeof commands]?: PeerAnswer };

/**
 * Stands at the place of the neighbours in the spec of one service: real HTTP servers that know the commands table and
 * verify the caller's signed token. That the real neighbours agree is proved by the scenarios.
 */
export async function startPeers(
  answers: PeerAnswers,
  keysDir: string,
): Promise<{ urls: Partial<Record<ServiceName, string>>; stop(): Promise<void> }> {
  const servers = new Map<ServiceName, FastifyInstance>();
  for (const [name, answer] of Object.entries(answers) as [keyof typeof commands, PeerAnswer][]) {
    const { callee, method, path } = commands[name];
    for (const one of [callee].flat() as ServiceName[]) {
      const server = servers.get(one) ?? Fastify();
      servers.set(one, server);
      const tokens = new InternalTokens(await readKeyRing(keysDir, one));
      server.route({
        method,
        url: path,
        handler: async (request) => {
          const caller = await tokens.verify(String(request.headers.authorization).replace(/^Bearer /, ''));
          return answer({
            callee: one,
            params: request.params as Record<string, string>,
            query: request.query as Record<string, string>,
            body: request.body,
            tenantId: caller.tenantId,
            actor: caller.actor,
          });
        },
      });
    }
  }
  const urls: Partial<Record<ServiceName, string>> = {};
  for (const [name, server] of servers) urls[name] = await server.listen({ host: '127.0.0.1', port: 0 });
  return { urls, stop: async () => void (await Promise.all([...servers.values()].map((server) => server.close()))) };
}
