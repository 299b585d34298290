import { randomUUID } from 'node:crypto';
import { queueOf, TenantCreated } from '@crm/events';
import { startService } from '@crm/platform';
import { connect } from 'amqplib';
import { hearerService, hearing } from '../measure/hearer.js';
import { interleavedFigures, quantile, say } from '../measure/rounds.js';
import { Speaker, speakerService, speaking } from '../measure/speaker.js';
import { surroundings } from '../measure/surroundings.js';
import { MinimalChain } from './minimal-chain.js';

const perSecond = 100;

/**
 * From the commit of a fact to the commit of its effect in another service, at 100 events a second: speaker, relay,
 * broker, inbox and Nest handler beside a chain that does only what cannot be left out. Both services and the chain live
 * in this process, so that one clock tells both moments; both fan out to as many quorum queues.
 */
export async function benchLatency(events: number, rounds: number): Promise<void> {
  const world = await surroundings();
  const speaker = await world.placeOf(speakerService);
  const hearer = await world.placeOf(hearerService);
  const connection = await connect(world.adminAmqpUrl, { noDelay: true });
  const channel = await connection.createChannel();
  const others = world.queues.filter((queue) => queue !== queueOf(hearerService.name));
  const chain = await MinimalChain.open(connection, speaker.ownerUrl, hearer.ownerUrl, world.fanOutOf(TenantCreated));
  const running = [await startService(hearerService, hearer.env), await startService(speakerService, speaker.env)];
  const says = running[1]?.app.get(Speaker) as Speaker;

  const ours = async (): Promise<number[]> => {
    const times = new Times(events);
    speaking.onCommitted = (id) => times.begin(id);
    hearing.onHandled = (event, unit) => unit.afterCommit(() => times.end(event.tenantid));
    await paced(events, () => says.speak('A note of the length that notes have.'));
    const figures = await times.figures();
    for (const queue of others) await channel.purgeQueue(queue);
    return figures;
  };
  const limit = async (): Promise<number[]> => {
    const times = new Times(events);
    chain.onWritten = (id) => times.begin(id);
    chain.onEffect = (id) => times.end(id);
    await paced(events, () => chain.write(randomUUID()));
    const figures = await times.figures();
    await chain.clear(channel);
    return figures;
  };
  const [p50, p99] = await interleavedFigures(rounds, ours, limit);
  if (p50) say('latency p50', 'ms', p50, 'at most 3');
  if (p99) say('latency p99', 'ms', p99, 'at most 5');
  for (const service of running) await service.stop();
  await chain.close();
  await connection.close();
  await world.stop();
}

/** Begins each piece of work at its own moment, whether or not the one before has ended. */
async function paced(count: number, begin: () => Promise<unknown>): Promise<void> {
  const from = performance.now();
  const begun: Promise<unknown>[] = [];
  for (let n = 0; n < count; n += 1) {
    const wait = from + (n * 1_000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    begun.push(begin());
  }
  await Promise.all(begun);
}

/** Milliseconds between two moments of the same id. */
class Times {
  private readonly begun = new Map<string, number>();
  private readonly ended = new Map<string, number>();
  private complete: (() => void) | undefined;

  constructor(private readonly expected: number) {}

  begin(id: string): void {
    this.begun.set(id, performance.now());
  }

  end(id: string): void {
    this.ended.set(id, performance.now());
    if (this.ended.size >= this.expected) this.complete?.();
  }

  /** Median and 99th percentile, when the last effect is there. */
  async figures(): Promise<number[]> {
    if (this.ended.size < this.expected) await new Promise<void>((resolve) => (this.complete = resolve));
    const values = [...this.ended].map(([id, at]) => at - (this.begun.get(id) ?? Number.NaN));
    return [quantile(values, 0.5), quantile(values, 0.99)];
  }
}
