import type { PublishedEvent } from './published-events.js';
import type { SeenLink } from './story.js';

export interface StoryReport {
  readonly events: readonly PublishedEvent[];
  readonly links: readonly SeenLink[];
}

/** The report for people: twenty events, then seventy-eight links, each on a line of its own. */
export function textOf({ events, links }: StoryReport): string {
  const published = events.filter((event) => event.firstPublishedAt).length;
  const seen = links.filter((link) => link.seen).length;
  return [
    '',
    `${published} of ${events.length} events were published:`,
    ...events.map(
      ({ event, publisher, firstPublishedAt, count }) =>
        `  ${(firstPublishedAt ?? 'never').padEnd(24)}  ${event.padEnd(36)} ${String(count).padStart(6)} × ${publisher}`,
    ),
    '',
    `${seen} of ${links.length} links were seen:`,
    ...links.map(
      ({ event, consumer, effect, seen: ok }) =>
        `  ${ok ? 'seen    ' : 'NOT SEEN'}  ${event.padEnd(36)} ${consumer.padEnd(24)} ${effect}`,
    ),
    '',
  ].join('\n');
}
