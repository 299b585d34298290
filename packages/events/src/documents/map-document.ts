import { titleOf } from '../contracts/event-class.js';
import { consumeLinks, eventClasses, links, publisherOf, serviceNames } from '../links.js';
import { tableOf } from './markdown-table.js';
import { consumersOf } from './service-tables.js';

/** The whole map for the root README: a diagram in three lanes, and the events as a table. */
export function mapDocument(): string {
  const counts = `${serviceNames.length} services, ${eventClasses.length} events, ${consumeLinks.length} links from an event to who hears it.`;
  return [counts, mapDiagram(), eventTable()].join('\n\n');
}

/** Who says it, what is said, who hears it: from left to right, as Mermaid draws it. */
export function mapDiagram(): string {
  const speakers = serviceNames.filter((name) => links[name].publishes.length > 0);
  const hearers = serviceNames.filter((name) => links[name].consumes.length > 0);
  return [
    '```mermaid',
    'flowchart LR',
    ...lane(
      'says',
      'Who says it',
      speakers.map((name) => `says_${idOf(name)}["${name}"]`),
    ),
    ...lane(
      'events',
      'What is said',
      eventClasses.map((event) => `${idOf(event.type)}(["${titleOf(event)}"])`),
    ),
    ...lane(
      'hears',
      'Who hears it',
      hearers.map((name) => `hears_${idOf(name)}["${name}"]`),
    ),
    ...eventClasses.map(({ type }) => `  says_${idOf(publisherOf(type) ?? '')} --> ${idOf(type)}`),
    ...eventClasses.map(({ type }) => {
      const heard = consumersOf(type).map((name) => `hears_${idOf(name)}`);
      return `  ${idOf(type)} --> ${heard.join(' & ')}`;
    }),
    '```',
  ].join('\n');
}

export function eventTable(): string {
  return tableOf(
    ['event', 'says it', 'hears it'],
    eventClasses.map(({ type }) => [`\`${type}\``, publisherOf(type) ?? '', consumersOf(type).join(', ')]),
  );
}

function lane(id: string, title: string, nodes: readonly string[]): string[] {
  return [`  subgraph ${id}["${title}"]`, '    direction TB', ...nodes.map((node) => `    ${node}`), '  end'];
}

const idOf = (name: string): string => name.replaceAll(/[.-]/g, '_');
