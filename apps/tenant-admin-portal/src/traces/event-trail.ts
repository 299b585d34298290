import {
  type CommandsOf,
  consumeLinks,
  type HeardMessage,
  heardOnBus,
  type SaidMessage,
  type ServiceName,
  serviceNames,
  type TraceQuestion,
} from '@crm/events';
import { Commands } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { DeliveryView, TraceNode } from './trace.dto.js';

const patienceMs = 2_000;
const idsAtOnce = 2_000;

export interface Answers<T> {
  readonly found: T[];
  readonly missing: ReadonlySet<ServiceName>;
}

type Said = SaidMessage & { readonly service: ServiceName };
type Heard = HeardMessage & { readonly service: ServiceName };
export type Node = TraceNode & { readonly correlationId: string };

/** Who shall have heard a message, by what the links say and who listens to the bus. */
function consumersOf(type: string): ServiceName[] {
  const byLink = consumeLinks.filter(({ event }) => event.type === type).map(({ consumer }) => consumer);
  return byLink.length > 0 ? byLink : serviceNames.filter((service) => heardOnBus(service).includes(type));
}

/** Asks all services for their part of what happened. */
@Injectable()
export class EventTrail {
  constructor(private readonly commands: Commands<CommandsOf<'tenant-admin-portal'>>) {}

  /** The messages that `question` names, in the order in which they happened, with what became of them everywhere. */
  async follow(tenantId: string | null, question: TraceQuestion): Promise<Answers<Node>> {
    const said = await this.say(tenantId, question);
    const ids = [...new Set(said.found.map(({ eventId }) => eventId))];
    const heard: Heard[] = [];
    const missing = new Set(said.missing);
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      const part = await this.ask<Heard>(tenantId, { eventIds: ids.slice(from, from + idsAtOnce) }, 'heard');
      heard.push(...part.found);
      for (const service of part.missing) missing.add(service);
    }
    const byEvent = Map.groupBy(heard, ({ eventId }) => eventId);
    const found = said.found
      .map((message) => ({
        ...message,
        deliveries: deliveriesOf(message, byEvent.get(message.eventId) ?? [], missing),
      }))
      .sort((a, b) => a.at.localeCompare(b.at) || a.hopCount - b.hopCount);
    return { found, missing };
  }

  /** The same without what became of them, and in no order. */
  say(tenantId: string | null, question: TraceQuestion): Promise<Answers<Said>> {
    return this.ask<Said>(tenantId, question, 'said');
  }

  private async ask<T>(tenantId: string | null, body: TraceQuestion, part: 'said' | 'heard'): Promise<Answers<T>> {
    const answers = await Promise.allSettled(
      serviceNames.map(async (callee) => {
        const answer = await this.commands.call('trace', { callee, tenantId, body, timeout: patienceMs });
        return answer[part].map((message) => ({ ...message, service: callee }));
      }),
    );
    return {
      found: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])) as T[],
      missing: new Set(serviceNames.filter((_, index) => answers[index]?.status === 'rejected')),
    };
  }
}

function deliveriesOf(said: Said, heard: readonly Heard[], missing: ReadonlySet<ServiceName>): DeliveryView[] {
  const outstanding = consumersOf(said.type).filter(
    (service) => !missing.has(service) && !heard.some((delivery) => delivery.service === service),
  );
  return [
    ...heard.map(({ service, status, receivedAt, handledAt, attempts, reason }) => ({
      service,
      status,
      receivedAt,
      handledAt,
      lagMs: handledAt === null ? null : Math.max(0, Date.parse(handledAt) - Date.parse(said.at)),
      attempts,
      reason,
    })),
    ...outstanding.map((service) => ({
      service,
      status: 'waiting' as const,
      receivedAt: null,
      handledAt: null,
      lagMs: null,
      attempts: 0,
      reason: null,
    })),
  ];
}
