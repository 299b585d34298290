import { type ServiceName, serviceNames } from '../../links.js';
import { type Command, servicesAsked } from './command.js';
import { OperatorClient } from './operator-client.js';
import { shortened, textTable } from './text-table.js';

interface Outbox {
  readonly pending: number;
  readonly oldestSeconds: number;
  readonly failing: readonly { id: string; type: string; attempts: number; retryAt: string; error: string }[];
}

export const outboxStatus: Command = {
  name: 'outbox status',
  operands: '[service]',
  summary: 'events that wait to be sent; exit code 1 when the broker refuses some',
  async run({ operands, options, output }) {
    const services = servicesAsked(operands, serviceNames);
    const client = await OperatorClient.signIn(options);
    const items = await Promise.all(
      services.map(async (service) => ({ service, ...(await client.get<Outbox>(service, 'outbox')) })),
    );
    output.print(options.json ? JSON.stringify({ items }, null, 2) : asText(items));
    return items.some(({ failing }) => failing.length > 0) ? 1 : 0;
  },
};

function asText(items: readonly (Outbox & { service: ServiceName })[]): string {
  const overview = textTable(
    ['SERVICE', 'PENDING', 'OLDEST', 'FAILING'],
    items.map(({ service, pending, oldestSeconds, failing }) => [
      service,
      pending,
      `${oldestSeconds.toFixed(1)} s`,
      failing.length,
    ]),
  );
  const failing = items.flatMap(({ service, failing }) => failing.map((row) => ({ service, ...row })));
  if (failing.length === 0) return overview;
  const refused = textTable(
    ['SERVICE', 'ID', 'TYPE', 'TRIES', 'NEXT TRY', 'ERROR'],
    failing.map(({ service, id, type, attempts, retryAt, error }) => [
      service,
      id,
      type,
      attempts,
      retryAt,
      shortened(error),
    ]),
  );
  return `${overview}\n\n${refused}`;
}
