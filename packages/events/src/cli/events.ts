import { parseArgs } from 'node:util';
import { clientAdmit } from './events/client-admit.js';
import { clientDismiss } from './events/client-dismiss.js';
import { clientList } from './events/client-list.js';
import type { Command } from './events/command.js';
import { deadDiscard } from './events/dead-discard.js';
import { deadList } from './events/dead-list.js';
import { deadReplay } from './events/dead-replay.js';
import { deadShow } from './events/dead-show.js';
import { options } from './events/options.js';
import { outboxStatus } from './events/outbox-status.js';
import { parkedList } from './events/parked-list.js';
import { topologyApply } from './events/topology-apply.js';
import { topologyDiff } from './events/topology-diff.js';
import { topologyVerify } from './events/topology-verify.js';
import { runCli, WrongUsage } from './program.js';

const commands: readonly Command[] = [
  deadList,
  deadShow,
  deadReplay,
  deadDiscard,
  parkedList,
  outboxStatus,
  topologyApply,
  topologyVerify,
  topologyDiff,
  clientAdmit,
  clientList,
  clientDismiss,
];

const usage = `Usage: npm run events -- <command> [options]

${commands.map(({ name, operands, summary }) => `  ${`${name} ${operands}`.padEnd(44)}${summary}`).join('\n')}

Options
  --json                            answers for programs
  --reason <text>                   why a dead letter is discarded; kept with it
  --event <file>                    a corrected CloudEvent that is replayed instead of the dead one
  --limit <n>                       at most so many per service, 1 to 500 (100)
  --gateway <url> --email <address> --password <text>
                                    another platform than the one that "npm start" runs in this checkout
                                    (or GATEWAY_URL, OPERATOR_EMAIL, OPERATOR_PASSWORD)
  --may <names>                     service events that a client may tell, with commas between them
  --vhost <name>                    virtual host of the topology and client commands (crm); their broker is
                                    AMQP_MANAGEMENT_URL

Exit codes: 0 well, 1 something is wrong, 2 called wrongly.`;

await runCli(async (output) => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    output.print(usage);
    return 0;
  }
  const [group, verb, ...operands] = positionals;
  const command = commands.find(({ name }) => name === `${group} ${verb}`);
  if (!command) throw new WrongUsage(usage);
  return command.run({ operands, options: values, output });
});
