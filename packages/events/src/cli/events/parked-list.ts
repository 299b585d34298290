import { type Command, consumers, servicesAsked } from './command.js';
import { letterTable } from './letter-table.js';
import { OperatorClient } from './operator-client.js';

export const parkedList: Command = {
  name: 'parked list',
  operands: '[service]',
  summary: 'deliveries that wait for another try, newest first',
  async run({ operands, options, output }) {
    const services = servicesAsked(operands, consumers);
    const client = await OperatorClient.signIn(options);
    const items = await client.letters(services, 'parked', options.limit);
    if (options.json) output.print(JSON.stringify({ items }, null, 2));
    else output.print(items.length === 0 ? 'Nothing is parked.' : letterTable(items));
    return 0;
  },
};
