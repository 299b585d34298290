import { admitBusClient, ManagementApi, vhostName } from '@crm/events';
import { type Run, readState } from '@crm/local';
import { eventually } from '@crm/scenarios';
import { EventBus, type IEvent } from '@openintegrationhub/event-bus';

export interface Envelope {
  readonly headers: { readonly name: string; readonly serviceName: string };
  readonly payload: {
    readonly user?: string;
    readonly tenant: string;
    readonly id?: string;
    readonly [fact: string]: unknown;
  };
}

const silent = { trace: () => undefined, debug: () => undefined, info: () => undefined, error: () => undefined };

export function runOf(stateDir: string): Run {
  const { run } = readState(stateDir);
  if (!run) throw new Error('The platform does not run.');
  return run;
}

/** The broker's address for a client that may tell the names in `may`: as the hub's library needs it. */
export async function addressFor(stateDir: string, name: string, may: readonly string[]): Promise<string> {
  const { rabbitmq } = runOf(stateDir);
  const { password } = await admitBusClient(rabbitmq.managementUrl, { name, may });
  const { host } = new URL(rabbitmq.url);
  return `amqp://${name}:${password}@${host}/${vhostName}?frameMax=8192&heartbeat=30`;
}

/** A service that was written for the hub: connected, and its queue consumed, when this returns. */
export async function hubClient(
  stateDir: string,
  {
    name,
    may = [],
    hears,
  }: { name: string; may?: readonly string[]; hears: Record<string, (event: IEvent) => unknown> },
): Promise<EventBus> {
  const rabbitmqUri = await addressFor(stateDir, name, may);
  const options = { serviceName: name, rabbitmqUri, logger: silent };
  const bus = new EventBus(options);
  for (const [topic, hear] of Object.entries(hears)) bus.subscribe(topic, async (event) => void (await hear(event)));
  await bus.connect();
  if (Object.keys(hears).length > 0) await consumed(stateDir, name);
  return bus;
}

/** Waits until somebody consumes the queue. */
export async function consumed(stateDir: string, queue: string): Promise<void> {
  const api = new ManagementApi(runOf(stateDir).rabbitmq.managementUrl);
  await eventually(
    async () => (await api.get<{ consumers?: number }>(`queues/${vhostName}/${queue}`)).consumers === 1,
    {
      timeoutMs: 60_000,
    },
  );
}
