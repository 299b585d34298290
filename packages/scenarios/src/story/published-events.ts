import { eventClasses, publisherOf } from '@crm/events';
import type { Platform } from '../platform/platform.js';

export interface PublishedEvent {
  readonly event: string;
  readonly publisher: string;
  /** RFC 3339, or null when it was never published. */
  readonly firstPublishedAt: string | null;
  readonly count: number;
}

/** When each of the twenty events was first published, as the publishers' own outboxes say. */
export async function publishedEvents(platform: Platform): Promise<PublishedEvent[]> {
  const operator = await platform.operator();
  const publishers = [...new Set(eventClasses.map((event) => String(publisherOf(event.type))))];
  const counts = new Map<string, { count: number; firstAt: string | null }>();
  for (const publisher of publishers) {
    const { published } = await operator.get(`/v1/operations/${publisher}/events`);
    for (const row of published) counts.set(row.type, row);
  }
  return eventClasses.map(({ type }) => ({
    event: type,
    publisher: String(publisherOf(type)),
    firstPublishedAt: counts.get(type)?.firstAt ?? null,
    count: counts.get(type)?.count ?? 0,
  }));
}
