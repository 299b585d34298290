import type { ServiceName } from '../../links.js';
import type { Letter } from './operator-client.js';
import { shortened, textTable } from './text-table.js';

/** Deliveries for a terminal, one per line. */
export function letterTable(letters: readonly (Letter & { service: ServiceName })[]): string {
  return textTable(
    ['SERVICE', 'ID', 'TYPE', 'RECEIVED', 'TRIES', 'REASON', 'ERROR'],
    letters.map(({ service, id, type, receivedAt, attempts, reason, error }) => [
      service,
      id,
      type,
      receivedAt,
      attempts,
      reason ?? '',
      shortened(error),
    ]),
  );
}
