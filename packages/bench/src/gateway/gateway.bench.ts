import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { builtInRoles, serviceNames } from '@crm/events';
import { type Child, startChild } from '../measure/child.js';
import { requestOf, requestsPerSecond } from '../measure/http-load.js';
import { interleaved, say } from '../measure/rounds.js';
import { surroundings } from '../measure/surroundings.js';
import { startUserAuth, type UserAuth } from './user-auth.js';

const connections = 32;
const tenants = 20;
const usersPerTenant = 5;
/** The limits are counted as always; they are only too wide to be met. */
const wide = '100000000';

const program = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The gateway with all that it does (verified tokens of 100 users, tenant status, limits, internal tokens, routing)
 * beside bare @fastify/http-proxy, both as processes on the same core before the same upstream.
 */
export async function benchGateway(requests: number, rounds: number): Promise<void> {
  const core = availableParallelism() - 1;
  const world = await surroundings();
  const userAuth = await startUserAuth();
  const upstream = await startChild([program('./upstream.js')], {});
  const proxy = await startChild([program('./bare-proxy.js')], { UPSTREAM: upstream.url }, core);
  const main = program('../../../../apps/api-gateway/dist/main.js');
  const { env } = await world.placeOfProgram('api-gateway', main);
  const gateway = await startChild(
    [main],
    {
      ...env,
      DATABASE_POOL: '10',
      SERVICE_URLS: JSON.stringify({
        ...Object.fromEntries(serviceNames.map((name) => [name, upstream.url])),
        'user-auth': userAuth.url,
      }),
      PUBLIC_URL: 'http://127.0.0.1:8080',
      RATE_LIMIT_TENANT_PER_SECOND: wide,
      RATE_LIMIT_TENANT_BURST: wide,
    },
    core,
  );
  const tokens = await tokensOfUsers(gateway, userAuth);
  const loadOf = ({ url }: Child) => ({
    url,
    requests: tokens.map((token) => requestOf('GET', `${url}/v1/contacts`, { authorization: `Bearer ${token}` })),
    connections,
    count: requests,
    status: 200,
  });
  const [ours, limit] = [loadOf(gateway), loadOf(proxy)];
  const pair = await interleaved(
    rounds,
    () => requestsPerSecond(ours),
    () => requestsPerSecond(limit),
  );
  say('gateway', 'requests/s', pair, 'at least 0.6');
  for (const child of [gateway, proxy, upstream]) await child.stop();
  userAuth.stop();
  await world.stop();
}

async function tokensOfUsers(gateway: Child, userAuth: UserAuth): Promise<string[]> {
  const operator = await userAuth.tokenOf({ kind: 'operator' });
  const tokens: string[] = [];
  for (let n = 0; n < tenants; n += 1) {
    const response = await fetch(`${gateway.url}/v1/tenants`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: `Bench ${n}`,
        slug: `bench-${n}`,
        plan: 'growth',
        owner: { email: 'owner@bench.example', name: 'Owner' },
        timeZone: 'UTC',
      }),
    });
    if (response.status !== 201) throw new Error(`The gateway made no tenant: ${await response.text()}`);
    const { id } = (await response.json()) as { id: string };
    const claims = { kind: 'user', tid: id, role: 'owner', perms: builtInRoles.owner };
    for (let user = 0; user < usersPerTenant; user += 1) tokens.push(await userAuth.tokenOf(claims));
  }
  return tokens;
}
