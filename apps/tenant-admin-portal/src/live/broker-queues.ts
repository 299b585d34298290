import { busListeners, busQueueOf, links, ManagementApi, queueOf, serviceNames } from '@crm/events';
import { Injectable } from '@nestjs/common';
import { PortalConfig } from '../config.js';
import type { LiveState, QueueState } from './live-state.js';

const patienceMs = 900;
const columns = 'name,messages_ready,messages_unacknowledged,consumers';
const shown: ReadonlySet<string> = new Set([
  ...serviceNames.filter((service) => links[service].consumes.length > 0).map(queueOf),
  ...Object.keys(busListeners).map(busQueueOf),
]);

interface LiveQueue {
  readonly name: string;
  readonly messages_ready?: number;
  readonly messages_unacknowledged?: number;
  readonly consumers?: number;
}

/** Lengths of the services' queues, as the broker's management API has counted them last. */
@Injectable()
export class BrokerQueues {
  private readonly api: ManagementApi | undefined;
  private readonly path: string;

  constructor(config: PortalConfig) {
    this.api = config.RABBITMQ_MANAGEMENT_URL ? new ManagementApi(config.RABBITMQ_MANAGEMENT_URL) : undefined;
    this.path = `queues/${new URL(config.AMQP_URL).pathname.slice(1)}?columns=${columns}`;
  }

  async look(): Promise<Pick<LiveState, 'broker' | 'queues'>> {
    if (!this.api) return { broker: 'unknown', queues: {} };
    try {
      const queues = await this.api.get<LiveQueue[]>(this.path, AbortSignal.timeout(patienceMs));
      return { broker: 'up', queues: Object.fromEntries(queues.filter(({ name }) => shown.has(name)).map(entryOf)) };
    } catch {
      return { broker: 'down', queues: {} };
    }
  }
}

function entryOf(queue: LiveQueue): [string, QueueState] {
  const { name, messages_ready: ready = 0, messages_unacknowledged: unacked = 0, consumers = 0 } = queue;
  return [name, { ready, unacked, consumers }];
}
