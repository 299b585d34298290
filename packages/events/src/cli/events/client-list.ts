import { busClientStates } from '../../topology/bus-clients.js';
import { managementUrl } from '../running-platform.js';
import type { Command } from './command.js';
import { textTable } from './text-table.js';

export const clientList: Command = {
  name: 'client list',
  operands: '',
  summary: 'the clients that take part on the bus, and what each has left lying',
  async run({ options, output }) {
    const items = await busClientStates(managementUrl());
    output.print(options.json ? JSON.stringify({ items }, null, 2) : tableOf(items));
    return 0;
  },
};

function tableOf(items: Awaited<ReturnType<typeof busClientStates>>): string {
  if (items.length === 0) return 'There are no clients.';
  const head = ['client', 'waiting', 'not acknowledged', 'consumers'];
  return textTable(
    head,
    items.map(({ name, waiting, unacknowledged, consumers }) => [name, waiting, unacknowledged, consumers]),
  );
}
