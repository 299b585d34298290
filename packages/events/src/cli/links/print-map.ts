import { consumersOf } from '../../documents/service-tables.js';
import { consumeLinks, eventClasses, links, publisherOf, serviceNames } from '../../links.js';
import { serviceEventNames, serviceEvents } from '../../service-events/table.js';

/** For programs: `{services: {<name>: {publishes: [type], consumes: [type]}}, serviceEvents: {<name>: [name]}}`. */
export function mapAsJson(): string {
  const services = Object.fromEntries(
    serviceNames.map((name) => [
      name,
      {
        publishes: links[name].publishes.map(({ type }) => type),
        consumes: links[name].consumes.map(({ type }) => type),
      },
    ]),
  );
  return JSON.stringify({ services, serviceEvents }, null, 2);
}

/** For people: each service with what it says (and to whom) and what it hears (and from whom). */
export function mapAsText(): string {
  const width = Math.max(...eventClasses.map(({ type }) => type.length));
  const sections = serviceNames.map((name) =>
    [
      name,
      ...links[name].publishes.map(({ type }) => `  says   ${type.padEnd(width)}  to ${consumersOf(type).join(', ')}`),
      ...links[name].consumes.map(({ type }) => `  hears  ${type.padEnd(width)}  from ${publisherOf(type)}`),
    ].join('\n'),
  );
  const counts = `${serviceNames.length} services, ${eventClasses.length} events, ${consumeLinks.length} links`;
  const tellers = Object.entries(serviceEvents).flatMap(([service, names]) => [
    service,
    ...names.map((name) => `  tells  ${name}`),
  ]);
  const told = `${serviceEventNames.length} service events, beside the map`;
  return [...sections, counts, tellers.join('\n'), told].join('\n\n');
}
