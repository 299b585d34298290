import { WrongUsage } from '../program.js';
import type { Command } from './command.js';
import { idsOf, namedLetters } from './named-letters.js';
import { type Letter, OperatorClient } from './operator-client.js';

export const deadDiscard: Command = {
  name: 'dead discard',
  operands: '<service> <id>…|--all',
  summary: 'gives them up for good; needs --reason',
  async run(call) {
    const named = namedLetters(call, 'all allowed');
    const { reason, json } = call.options;
    if (!reason) throw new WrongUsage('Say why with --reason "…": it is kept with the dead letter.');
    const client = await OperatorClient.signIn(call.options);
    const items: Letter[] = [];
    for (const id of await idsOf(client, named)) {
      items.push(await client.post<Letter>(named.service, `dead-letters/${id}/discard`, { reason }));
      if (!json) call.output.print(`${id} discarded`);
    }
    if (json) call.output.print(JSON.stringify({ items }, null, 2));
    else if (items.length === 0) call.output.print(`${named.service} has no dead letters.`);
    return 0;
  },
};
