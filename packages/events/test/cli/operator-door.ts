import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operator, type TestService } from '@crm/testing';

/**
 * Where an operator comes in: signs in one operator and forwards `/v1/operations/<service>/…` to a real service with a
 * real internal token, as the gateway does.
 */
export async function openDoor(
  service: TestService,
  name: string,
): Promise<{ env: Record<string, string>; close: () => Promise<void> }> {
  const credentials = { email: 'operator@crm.example', password: 'correct horse' };
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const body = await bodyOf(request);
    const path = request.url ?? '';
    if (path === '/v1/auth/sign-in') {
      const right = JSON.stringify(body) === JSON.stringify(credentials);
      return right
        ? answer(200, { accessToken: 'token' })
        : answer(401, { title: 'E-mail address or password is wrong' });
    }
    if (request.headers.authorization !== 'Bearer token') return answer(401, { title: 'Who are you?' });
    const prefix = `/v1/operations/${name}/`;
    if (!path.startsWith(prefix)) return answer(200, { items: [], pending: 0, oldestSeconds: 0, failing: [] });
    const client = await service.as(operator());
    const there = `/v1/operations/${path.slice(prefix.length)}`;
    const got = request.method === 'POST' ? await client.post(there, body) : await client.get(there);
    answer(got.status, got.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    GATEWAY_URL: `http://127.0.0.1:${port}`,
    OPERATOR_EMAIL: credentials.email,
    OPERATOR_PASSWORD: credentials.password,
  };
  return { env, close: () => closed(server) };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
