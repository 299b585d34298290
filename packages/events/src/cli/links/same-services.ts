import { serviceNames } from '../../links.js';

/** Sentences for the services that `place` lacks and for those that it has too many. */
export function sameServices(found: readonly string[], place: string): string[] {
  const missing = serviceNames.filter((name) => !found.includes(name));
  const unknown = found.filter((name) => !serviceNames.some((known) => known === name));
  return [
    ...missing.map((name) => `${place} lacks ${name}, which the links name.`),
    ...unknown.map((name) => `${place} has ${name}, which the links do not name.`),
  ];
}
