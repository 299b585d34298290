import { consumeLinks, links, publisherOf, type ServiceName } from '../links.js';
import { tableOf } from './markdown-table.js';

/** What a service says, for its README. */
export function saysTable(service: ServiceName): string {
  const { publishes } = links[service];
  if (publishes.length === 0) return 'Nothing: it publishes no events.';
  return tableOf(
    ['event', 'when it fires', 'heard by'],
    publishes.map(({ type, meaning }) => [`\`${type}\``, meaning, consumersOf(type).join(', ')]),
  );
}

/** What a service hears, for its README. */
export function hearsTable(service: ServiceName): string {
  const { consumes } = links[service];
  if (consumes.length === 0) return 'Nothing: it consumes no events.';
  return tableOf(
    ['event', 'from', 'when it fires'],
    consumes.map(({ type, meaning }) => [`\`${type}\``, publisherOf(type) ?? '', meaning]),
  );
}

export function consumersOf(type: string): ServiceName[] {
  return consumeLinks.filter((link) => link.event.type === type).map((link) => link.consumer);
}
