import { type Command, consumers, servicesAsked } from './command.js';
import { letterTable } from './letter-table.js';
import { OperatorClient } from './operator-client.js';

export const deadList: Command = {
  name: 'dead list',
  operands: '[service]',
  summary: 'deliveries that were given up, newest first',
  async run({ operands, options, output }) {
    const services = servicesAsked(operands, consumers);
    const client = await OperatorClient.signIn(options);
    const items = await client.letters(services, 'dead-letters', options.limit);
    if (options.json) output.print(JSON.stringify({ items }, null, 2));
    else output.print(items.length === 0 ? 'There are no dead letters.' : letterTable(items));
    return 0;
  },
};
