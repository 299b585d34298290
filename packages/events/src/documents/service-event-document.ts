import { serviceEventNames, serviceEvents } from '../service-events/table.js';
import { tableOf } from './markdown-table.js';

/** The service events for the root README: their own numbers, and who tells what. */
export function serviceEventDocument(): string {
  const tellers = Object.entries(serviceEvents);
  const counts = `${serviceEventNames.length} service events of ${tellers.length} services, beside the map's numbers.`;
  const rows = tellers.map(([service, names]) => [service, names.map((name) => `\`${name}\``).join(', ')]);
  return [counts, tableOf(['service', 'tells'], rows)].join('\n\n');
}
