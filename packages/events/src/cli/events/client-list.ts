import { busClients } from '../../topology/bus-clients.js';
import { managementUrl } from '../running-platform.js';
import type { Command } from './command.js';

export const clientList: Command = {
  name: 'client list',
  operands: '',
  summary: 'the clients that take part on the bus',
  async run({ options, output }) {
    const items = await busClients(managementUrl());
    output.print(options.json ? JSON.stringify({ items }, null, 2) : items.join('\n') || 'There are no clients.');
    return 0;
  },
};
