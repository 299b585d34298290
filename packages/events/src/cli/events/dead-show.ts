import { WrongUsage } from '../program.js';
import type { Command } from './command.js';
import { namedLetters } from './named-letters.js';
import { type Letter, OperatorClient } from './operator-client.js';

export const deadShow: Command = {
  name: 'dead show',
  operands: '<service> <id>',
  summary: 'one dead letter with its message and why it died',
  async run(call) {
    const { service, ids } = namedLetters(call, 'by id only');
    const [id] = ids;
    if (ids.length !== 1) throw new WrongUsage('Name one dead letter.');
    const client = await OperatorClient.signIn(call.options);
    const letter = await client.get<Letter>(service, `dead-letters/${id}`);
    if (call.options.json) call.output.print(JSON.stringify({ service, ...letter }, null, 2));
    else call.output.print([...facts(letter), '', JSON.stringify(letter.event, null, 2)].join('\n'));
    return 0;
  },
};

function facts({ event: _, ...letter }: Letter): string[] {
  return Object.entries(letter).map(([name, value]) => `${name.padEnd(12)}${value ?? '-'}`);
}
