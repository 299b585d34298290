import { dismissBusClient } from '../../topology/bus-clients.js';
import { WrongUsage } from '../program.js';
import { managementUrl } from '../running-platform.js';
import type { Command } from './command.js';

export const clientDismiss: Command = {
  name: 'client dismiss',
  operands: '<name>',
  summary: "takes a client's account and queue away",
  async run({ operands, options, output }) {
    const [name, ...more] = operands;
    if (!name || more.length > 0) throw new WrongUsage('Name the one client.');
    await dismissBusClient(managementUrl(), name, options.vhost);
    output.print(options.json ? JSON.stringify({ name }) : `${name} is gone.`);
    return 0;
  },
};
