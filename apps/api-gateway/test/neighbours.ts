import { commands, type ServiceName, serviceNames } from '@crm/events';
import { type Caller, InternalTokens, readKeyRing } from '@crm/platform';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { sha256, TokenIssuer } from './user-auth.js';

/** What a service behind the gateway got. */
export interface Received {
  readonly service: ServiceName;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly caller: Caller;
  readonly bytes: number;
  readonly sha256: string;
}

export type Answer = (request: FastifyRequest, reply: FastifyReply) => unknown;

/**
 * Stands at the place of the eleven services: real HTTP servers that take nothing but internal tokens made for them, and
 * answer with what they got. One of them is an issuer of user tokens.
 */
export class Neighbours {
  readonly urls: Partial<Record<ServiceName, string>> = {};
  readonly received: Received[] = [];
  /** Requests that must never come through the gateway: to /internal, or without a good token. */
  readonly forbidden: string[] = [];
  /** Other answers than the default, by `<method> <path>`. */
  readonly answers = new Map<string, Answer>();
  /** OpenAPI documents, where one is of interest. */
  readonly documents = new Map<ServiceName, object>();
  private readonly servers = new Map<ServiceName, FastifyInstance>();

  private constructor(
    readonly issuer: TokenIssuer,
    private readonly keysDir: string,
  ) {}

  static async start(keysDir: string): Promise<Neighbours> {
    const neighbours = new Neighbours(await TokenIssuer.start(), keysDir);
    await Promise.all(serviceNames.map((service) => neighbours.up(service)));
    return neighbours;
  }

  /** Starts a service, at its old address if it had one. */
  async up(service: ServiceName): Promise<void> {
    const server = await this.server(service);
    const port = Number(new URL(this.urls[service] ?? 'http://h:0').port);
    this.urls[service] = await server.listen({ host: '127.0.0.1', port });
    this.servers.set(service, server);
  }

  async down(service: ServiceName): Promise<void> {
    const server = this.servers.get(service);
    server?.server.closeAllConnections();
    await server?.close();
  }

  async stop(): Promise<void> {
    await Promise.all(serviceNames.map((service) => this.down(service)));
  }

  private async server(service: ServiceName): Promise<FastifyInstance> {
    const tokens = new InternalTokens(await readKeyRing(this.keysDir, service));
    const server = Fastify({ forceCloseConnections: true });
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    server.get('/openapi.json', () => this.documents.get(service) ?? { paths: {}, components: {} });
    if (service === 'user-auth') this.serveTokens(server, tokens);
    server.all('/*', async (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '';
      const caller = await this.verify(tokens, request);
      if (!caller || caller.kind === 'service' || !path.startsWith('/v1/')) this.forbidden.push(request.url);
      const answer = this.answers.get(`${request.method} ${path}`);
      if (answer) return answer(request, reply);
      const got = await received(service, request, caller as Caller);
      this.received.push(got);
      return got;
    });
    return server;
  }

  private serveTokens(server: FastifyInstance, tokens: InternalTokens): void {
    server.get('/.well-known/jwks.json', () => this.issuer.jwks);
    server.get(commands['token-cutoffs'].path, async (request, reply) => {
      const caller = await this.verify(tokens, request);
      if (caller?.service !== 'api-gateway') return reply.code(401).send();
      return { cutoffs: this.issuer.cutoffs, asOf: new Date().toISOString() };
    });
    server.post(commands['api-token'].path, async (request, reply) => {
      const caller = await this.verify(tokens, request);
      if (caller?.service !== 'api-gateway') return reply.code(401).send();
      const { token } = JSON.parse((await bytesOf(request)).toString());
      this.issuer.asked.push(token);
      const claims = this.issuer.apiTokens.get(token);
      return claims ?? reply.code(401).send({ type: 'urn:crm:problem:invalid-api-token' });
    });
  }

  private async verify(tokens: InternalTokens, { headers }: FastifyRequest): Promise<Caller | undefined> {
    try {
      return await tokens.verify(String(headers.authorization).replace(/^Bearer /, ''));
    } catch {
      return undefined;
    }
  }
}

async function bytesOf({ body }: FastifyRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  if (body) for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function received(service: ServiceName, request: FastifyRequest, caller: Caller): Promise<Received> {
  const body = await bytesOf(request);
  const { method, url } = request;
  const headers = request.headers as Record<string, string>;
  return { service, method, url, headers, caller, bytes: body.length, sha256: sha256(body) };
}
