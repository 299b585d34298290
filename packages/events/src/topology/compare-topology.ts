import type { ApplyOptions } from './apply-topology.js';
import { ManagementApi } from './management-api.js';
import { busExchange, vhostName } from './names.js';
import { topologyOf } from './topology.js';

interface LiveQueue {
  readonly name: string;
  readonly durable: boolean;
  readonly arguments: Record<string, unknown>;
}
interface LiveBinding {
  readonly source: string;
  readonly destination: string;
  readonly routing_key: string;
}
interface LivePolicy {
  readonly name: string;
  readonly pattern: string;
  readonly definition: Record<string, unknown>;
}
interface LivePermission {
  readonly user: string;
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

/** Differences between the live broker and the links, as sentences; none when they agree. */
export async function compareTopology(
  managementUrl: string,
  { vhost = vhostName, accountPrefix = '' }: Pick<ApplyOptions, 'vhost' | 'accountPrefix'> = {},
): Promise<string[]> {
  const api = new ManagementApi(managementUrl);
  const accountOf = (user: string): string | undefined =>
    expected.accounts.find(({ name }) => `${accountPrefix}${name}` === user)?.name;
  const at = encodeURIComponent(vhost);
  const expected = topologyOf();
  const [queues, bindings, permissions, topics, policies] = await Promise.all([
    api.get<LiveQueue[]>(`queues/${at}?columns=name,durable,arguments`),
    api.get<LiveBinding[]>(`bindings/${at}`),
    api.get<LivePermission[]>(`vhosts/${at}/permissions`),
    api.get<(LivePermission & { exchange: string })[]>(`vhosts/${at}/topic-permissions`),
    api.get<LivePolicy[]>(`policies/${at}`),
  ]);
  const bindingText = (source: string, key: string, destination: string): string =>
    `binding ${source} -[${key}]-> ${destination}`;
  const ours = new Set(expected.exchanges.map((exchange) => exchange.name));
  const ourQueues = new Set(expected.queues.map((queue) => queue.name));
  // Clients of the bus bind queues of their own, which are not the links' affair.
  const isClients = (b: LiveBinding): boolean => b.source === busExchange && !ourQueues.has(b.destination);
  const differences = difference(
    expected.bindings.map((b) => bindingText(b.source, b.routingKey, b.destination)),
    bindings
      .filter((b) => ours.has(b.source) && !isClients(b))
      .map((b) => bindingText(b.source, b.routing_key, b.destination)),
  );
  differences.push(
    ...difference(
      expected.queues.map((queue) => `queue ${queue.name} ${stable(queue.arguments)}`),
      queues
        .filter((queue) => queue.name.startsWith('crm.') || ourQueues.has(queue.name))
        .map((queue) => `queue ${queue.name} ${stable(queue.arguments)}`),
    ),
    ...difference(
      expected.accounts.map((a) => `account ${a.name} configure=${a.configure} write=${a.write} read=${a.read}`),
      permissions
        .filter((p) => accountOf(p.user))
        .map((p) => `account ${accountOf(p.user)} configure=${p.configure} write=${p.write} read=${p.read}`),
    ),
    ...difference(
      expected.accounts.flatMap((a) => a.topics.map((t) => `topics of ${a.name} on ${t.exchange}: ${t.write}`)),
      topics.filter((t) => accountOf(t.user)).map((t) => `topics of ${accountOf(t.user)} on ${t.exchange}: ${t.write}`),
    ),
    ...difference(
      expected.policies.map((p) => `policy ${p.name} on ${p.pattern}: ${stable(p.definition)}`),
      policies.map((p) => `policy ${p.name} on ${p.pattern}: ${stable(p.definition)}`),
    ),
  );
  return differences;
}

const stable = (record: Record<string, unknown>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b))));

function difference(expected: readonly string[], live: readonly string[]): string[] {
  return [
    ...expected.filter((text) => !live.includes(text)).map((text) => `missing: ${text}`),
    ...live.filter((text) => !expected.includes(text)).map((text) => `not in the links: ${text}`),
  ];
}
