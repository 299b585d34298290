import { admitBusClient } from '../../topology/bus-clients.js';
import { vhostName } from '../../topology/names.js';
import { WrongUsage } from '../program.js';
import { managementUrl } from '../running-platform.js';
import type { Command } from './command.js';

export const clientAdmit: Command = {
  name: 'client admit',
  operands: '<name>',
  summary: 'lets a client of the hub onto the bus; --may names what it may tell',
  async run({ operands, options, output }) {
    const [name, ...more] = operands;
    if (!name || more.length > 0) throw new WrongUsage('Name the one client.');
    const may = options.may?.split(',').filter((key) => key !== '') ?? [];
    const vhost = options.vhost ?? vhostName;
    const { password } = await admitBusClient(managementUrl(), { name, may }, vhost);
    if (options.json) output.print(JSON.stringify({ name, password, vhost, may }, null, 2));
    else {
      output.print(
        `${name} may hear the bus and tell ${may.join(', ') || 'nothing'}. Its password, which is shown once: ${password}`,
      );
      output.print(`amqp://${name}:${password}@<broker>/${vhost}?frameMax=8192&heartbeat=30`);
    }
    return 0;
  },
};
