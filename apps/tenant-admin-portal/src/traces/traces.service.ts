import type { Caller } from '@crm/platform';
import { Forbidden } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { EventTrail, type Node } from './event-trail.js';
import type { DeliveryStatus, MessagesQuery, MessageView, TraceSummary, TracesQuery, TraceView } from './trace.dto.js';
import { NoSuchTrace } from './trace.errors.js';

/** From the best to the worst. */
const statuses: readonly DeliveryStatus[] = ['handled', 'discarded', 'waiting', 'parked', 'dead'];
/** Each request says several things: so many more messages are looked at than requests are shown. */
const messagesOfRequest = 5;
const mostRecent = 500;
/** People renew their sessions all the time, and nothing comes of it. */
const ofSessions = ['iam.token.created', 'iam.token.modified', 'iam.token.deleted'];

/** What followed from what, across all services: of all tenants for operators, of their own for others. */
@Injectable()
export class TracesService {
  constructor(private readonly trail: EventTrail) {}

  /** @throws NoSuchTrace */
  async trace(asker: Caller, correlationId: string): Promise<TraceView> {
    const question = { correlationIds: [correlationId], payload: seesPayload(asker) };
    const { found, missing } = await this.trail.follow(asker.tenantId, question);
    const [first] = found;
    if (!first) throw new NoSuchTrace();
    const nodes = found.map(({ correlationId: _, ...node }) => node);
    return { correlationId, startedAt: first.at, nodes, missing: [...missing] };
  }

  /** The requests that something was said about last, newest first. */
  async recent(asker: Caller, { limit, sessions, ...query }: TracesQuery) {
    const tenantId = tenantOf(asker, query);
    const recent = {
      ...askedFor(query),
      ...(sessions ? {} : { exceptTypes: ofSessions }),
      limit: Math.min(mostRecent, limit * messagesOfRequest),
    };
    const newest = await this.trail.say(tenantId, { recent });
    const latest = newest.found.sort((a, b) => b.at.localeCompare(a.at)).map(({ correlationId }) => correlationId);
    const correlationIds = [...new Set(latest)].slice(0, limit);
    if (correlationIds.length === 0) return { items: [], missing: [...newest.missing] };
    const { found, missing } = await this.trail.follow(tenantId, { correlationIds });
    const byRequest = Map.groupBy(found, ({ correlationId }) => correlationId);
    const items = correlationIds.flatMap((id): TraceSummary[] => {
      const nodes = byRequest.get(id);
      return nodes?.[0] ? [summaryOf(id, nodes[0], nodes)] : [];
    });
    return { items, missing: [...missing] };
  }

  /** The last messages of one type, newest first; with `service` only what became of them there. */
  async messages(asker: Caller, { limit, service, ...query }: MessagesQuery) {
    const tenantId = tenantOf(asker, query);
    const question = { recent: { ...askedFor(query), limit }, payload: seesPayload(asker) };
    const { found, missing } = await this.trail.follow(tenantId, question);
    const items: MessageView[] = found
      .reverse()
      .slice(0, limit)
      .map((node) => ({
        ...node,
        deliveries: node.deliveries.filter((delivery) => service === undefined || delivery.service === service),
      }));
    return { items, missing: [...missing] };
  }
}

const seesPayload = ({ kind, permissions }: Caller): boolean =>
  kind === 'operator' || permissions.includes('audit:read');

const askedFor = ({ type, since }: Pick<TracesQuery, 'type' | 'since'>) => ({
  ...(type === undefined ? {} : { type }),
  ...(since === undefined ? {} : { since }),
});

function tenantOf(asker: Caller, { tenantId }: Pick<TracesQuery, 'tenantId'>): string | null {
  if (tenantId === undefined || tenantId === asker.tenantId) return asker.tenantId;
  if (asker.kind === 'operator' && asker.tenantId === null) return tenantId;
  throw new Forbidden('This is about another tenant.');
}

function summaryOf(correlationId: string, first: Node, nodes: readonly Node[]): TraceSummary {
  const deliveries = nodes.flatMap((node) => node.deliveries);
  const ends = [...nodes.map(({ at }) => at), ...deliveries.flatMap(({ handledAt }) => handledAt ?? [])];
  const worst = Math.max(-1, ...deliveries.map(({ status }) => statuses.indexOf(status)));
  const { eventId, type, service, subject, tenantId, actor } = first;
  return {
    correlationId,
    startedAt: first.at,
    durationMs: Math.max(...ends.map((end) => Date.parse(end))) - Date.parse(first.at),
    count: nodes.length,
    first: { eventId, type, service, subject, tenantId, actor },
    worst: statuses[worst] ?? null,
  };
}
