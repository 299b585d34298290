import type { ServiceName } from '../links.js';
import { ManagementApi } from './management-api.js';
import { monitorAccount, vhostName } from './names.js';
import { type Topology, topologyOf } from './topology.js';

export interface ApplyOptions {
  readonly vhost?: string;
  readonly topology?: Topology;
  /** Prefix of the accounts' names, so that several installations can share a broker. */
  readonly accountPrefix?: string;
}

/**
 * Declares virtual host, exchanges, queues, bindings, policies and accounts in one import; what exists already stays as it is.
 * `passwords` are those of the accounts, by service; with one for `monitorAccount` that account is made
 * too, which sees the lengths of all queues and neither reads nor writes anywhere.
 */
export async function applyTopology(
  managementUrl: string,
  passwords: Readonly<Record<string, string>>,
  options: ApplyOptions = {},
): Promise<void> {
  const api = new ManagementApi(managementUrl);
  const vhost = options.vhost ?? vhostName;
  const topology = options.topology ?? topologyOf();
  await api.put(`vhosts/${encodeURIComponent(vhost)}`, {});
  await api.post('definitions', definitionsOf(topology, vhost, passwords, options.accountPrefix ?? ''));
}

/** The topology as a definitions file of RabbitMQ, as its import and its Kubernetes operator take it. */
export function definitionsOf(
  topology: Topology,
  vhost: string,
  passwords: Readonly<Record<string, string>>,
  accountPrefix = '',
): Record<string, unknown> {
  const account = (name: ServiceName): string => `${accountPrefix}${name}`;
  const monitors = passwords[monitorAccount] === undefined ? [] : [`${accountPrefix}${monitorAccount}`];
  return {
    vhosts: [{ name: vhost }],
    users: [
      ...topology.accounts.map(({ name }) => ({ name: account(name), password: passwords[name], tags: '' })),
      ...monitors.map((name) => ({ name, password: passwords[monitorAccount], tags: 'monitoring' })),
    ],
    permissions: [
      ...topology.accounts.map(({ name, configure, write, read }) => ({
        user: account(name),
        vhost,
        configure,
        write,
        read,
      })),
      ...monitors.map((user) => ({ user, vhost, configure: '^$', write: '^$', read: '^$' })),
    ],
    topic_permissions: topology.accounts.flatMap(({ name, topics }) =>
      topics.map(({ exchange, write, read }) => ({ user: account(name), vhost, exchange, write, read })),
    ),
    exchanges: topology.exchanges.map(({ name, type }) => ({
      name,
      vhost,
      type,
      durable: true,
      auto_delete: false,
      internal: false,
      arguments: {},
    })),
    queues: topology.queues.map((queue) => ({
      name: queue.name,
      vhost,
      durable: true,
      auto_delete: false,
      arguments: queue.arguments,
    })),
    policies: topology.policies.map((policy) => ({ vhost, 'apply-to': 'queues', ...policy })),
    bindings: topology.bindings.map(({ source, destination, routingKey }) => ({
      source,
      vhost,
      destination,
      destination_type: 'queue',
      routing_key: routingKey,
      arguments: {},
    })),
  };
}
