import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '../../links.js';
import { WrongUsage } from '../program.js';
import type { Call, Command } from './command.js';
import { idsOf, namedLetters } from './named-letters.js';
import { type Letter, OperatorClient, Refused } from './operator-client.js';

/** How long an outcome is waited for; what is still parked then goes on without us. */
const patienceMs = 10_000;

export const deadReplay: Command = {
  name: 'dead replay',
  operands: '<service> <id>…|--all',
  summary: 'hands them to their handler again, and says what became of them',
  async run(call) {
    const named = namedLetters(call, 'all allowed');
    const event = correction(call, named.ids.length);
    const client = await OperatorClient.signIn(call.options);
    const ids = await idsOf(client, named);
    for (const id of ids) {
      await client.post(named.service, `dead-letters/${id}/replay`, event ? { event } : {});
    }
    const items = [];
    for (const id of ids) {
      const item = { id, ...(await outcome(client, named.service, String(event?.['id'] ?? id))) };
      items.push(item);
      if (!call.options.json) call.output.print(`${id} ${item.status}${item.error ? `: ${item.error}` : ''}`);
    }
    if (call.options.json) call.output.print(JSON.stringify({ items }, null, 2));
    else if (items.length === 0) call.output.print(`${named.service} has no dead letters.`);
    return items.some(({ status }) => status === 'dead') ? 1 : 0;
  },
};

function correction({ options }: Call, letters: number): Record<string, unknown> | undefined {
  if (options.event === undefined) return undefined;
  if (letters !== 1) throw new WrongUsage('A corrected event is for one dead letter.');
  return JSON.parse(readFileSync(options.event, 'utf8')) as Record<string, unknown>;
}

/** Handled deliveries are no dead letters any more, so the operations do not know them. */
async function outcome(client: OperatorClient, service: ServiceName, id: string) {
  const until = Date.now() + patienceMs;
  for (;;) {
    const letter = await client.get<Letter>(service, `dead-letters/${id}`).catch((error: unknown) => {
      if (error instanceof Refused && error.status === 404) return undefined;
      throw error;
    });
    if (!letter) return { status: 'handled', error: null };
    if (letter.status !== 'parked' || Date.now() > until) return { status: letter.status, error: letter.error };
    await sleep(200);
  }
}
