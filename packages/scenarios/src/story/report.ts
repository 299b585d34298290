import type { Tenant } from '../platform/platform.js';
import type { PublishedEvent } from './published-events.js';
import type { SeenLink, Story } from './story.js';

export interface StoryReport {
  readonly events: readonly PublishedEvent[];
  readonly links: readonly SeenLink[];
  /** Events that were never published and links that were not seen, in words; empty when all is well. */
  readonly missing: readonly string[];
  /** The first customer's tenant and its owner's sign-in; absent when it did not come to that. */
  readonly tenant?: {
    readonly id: string;
    readonly slug: string;
    readonly owner: { readonly email: string; readonly password: string };
  };
}

export function reportOf(story: Story, events: readonly PublishedEvent[]): StoryReport {
  const links = story.report();
  const silent = events.filter((event) => !event.firstPublishedAt).map(({ event }) => `${event} was never published`);
  const unseen = links
    .filter((link) => !link.seen)
    .map(({ event, consumer }) => `${event} at ${consumer} was not seen`);
  return {
    events,
    links,
    missing: [...silent, ...unseen],
    ...(story.tenant ? { tenant: signInTo(story.tenant) } : {}),
  };
}

function signInTo({ id, slug, owner: { email, password } }: Tenant): StoryReport['tenant'] {
  return { id, slug, owner: { email, password } };
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
