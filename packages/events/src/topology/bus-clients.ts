import { randomBytes } from 'node:crypto';
import { ManagementApi } from './management-api.js';
import { busExchange, vhostName } from './names.js';

/** Marks the accounts of clients among those of the broker. */
const tag = 'bus-client';
const nameForm = /^[a-z][a-z0-9-]{1,62}$/;
const keyForm = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

export interface BusClient {
  /** Of the account, of its queue, and what the client calls itself: as the hub's library has it. */
  readonly name: string;
  /** The names that it may tell. */
  readonly may: readonly string[];
}

/**
 * Lets a service that was written for the hub take part: an account that hears the whole bus, through a queue named after
 * it, and tells the names in `may` and no others. A client that is there already gets what is said now. Answers its password.
 *
 * Its account may declare the exchange, since the hub's library does so at every start; so it could also delete it, which
 * `topology apply` mends. Nothing outside the bus is within its reach.
 */
export async function admitBusClient(
  managementUrl: string,
  { name, may }: BusClient,
  vhost = vhostName,
): Promise<{ password: string }> {
  if (!nameForm.test(name)) throw new Error('A client is named by 2 to 63 lower-case letters, digits and hyphens.');
  const odd = may.find((key) => !keyForm.test(key));
  if (odd !== undefined) throw new Error(`${odd} is no name of a service event.`);
  const api = new ManagementApi(managementUrl);
  const users = await api.get<{ name: string; tags: string | string[] }[]>('users');
  const known = users.find((user) => user.name === name);
  if (known && ![known.tags].flat().includes(tag))
    throw new Error(`The broker has an account ${name} of another kind.`);
  const password = randomBytes(24).toString('base64url');
  const own = `^(${busExchange}|${name})$`;
  const at = encodeURIComponent(vhost);
  await api.put(`users/${name}`, { password, tags: tag });
  await api.put(`permissions/${at}/${name}`, { configure: own, write: own, read: own });
  const write = may.length === 0 ? '^$' : `^(${may.map((key) => key.replaceAll('.', '\\.')).join('|')})$`;
  await api.put(`topic-permissions/${at}/${name}`, { exchange: busExchange, write, read: '.*' });
  return { password };
}

/** Takes the account and its queue away; what lay in the queue is gone. */
export async function dismissBusClient(managementUrl: string, name: string, vhost = vhostName): Promise<void> {
  const api = new ManagementApi(managementUrl);
  const clients = await busClients(managementUrl);
  if (!clients.includes(name))
    throw new Error(`There is no client ${name}; there are ${clients.join(', ') || 'none'}.`);
  await api.delete(`users/${name}`);
  const at = encodeURIComponent(vhost);
  const queues = await api.get<{ name: string }[]>(`queues/${at}?columns=name`);
  if (queues.some((queue) => queue.name === name)) await api.delete(`queues/${at}/${name}`);
}

async function busClients(managementUrl: string): Promise<string[]> {
  const users = await new ManagementApi(managementUrl).get<{ name: string; tags: string | string[] }[]>('users');
  return users.filter((user) => [user.tags].flat().includes(tag)).map((user) => user.name);
}

/** How a client keeps up with what it hears: what waits in its queue, and what it was given and has not answered for. */
export interface BusClientState {
  readonly name: string;
  readonly waiting: number;
  /** The broker cuts a client off that leaves a message so for 30 minutes, and gives its messages to others. */
  readonly unacknowledged: number;
  readonly consumers: number;
}

interface QueueCounts {
  readonly name: string;
  readonly messages_ready?: number;
  readonly messages_unacknowledged?: number;
  readonly consumers?: number;
}

/** The figures are those of the broker's management API, about a second old. */
export async function busClientStates(managementUrl: string, vhost = vhostName): Promise<BusClientState[]> {
  const columns = 'name,messages_ready,messages_unacknowledged,consumers';
  const [names, queues] = await Promise.all([
    busClients(managementUrl),
    new ManagementApi(managementUrl).get<QueueCounts[]>(`queues/${encodeURIComponent(vhost)}?columns=${columns}`),
  ]);
  return names.map((name) => {
    const queue = queues.find((one) => one.name === name);
    return {
      name,
      waiting: queue?.messages_ready ?? 0,
      unacknowledged: queue?.messages_unacknowledged ?? 0,
      consumers: queue?.consumers ?? 0,
    };
  });
}
