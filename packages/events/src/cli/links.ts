import { parseArgs } from 'node:util';
import { asyncapiOf } from '../documents/asyncapi.js';
import { checkLinks } from './links/check.js';
import { mapAsJson, mapAsText } from './links/print-map.js';
import { writeGenerated } from './links/write.js';
import { type Output, runCli, WrongUsage } from './program.js';
import { serviceNamed } from './service-named.js';

const usage = `Usage: npm run links [-- option]

  (nothing)             prints who says what and who hears it
  --json                the same for programs
  --check [--live]      compares the links with all that is made from them; --live with a running broker too
  --write               brings the schema lock and the generated parts of the READMEs up to date
  --asyncapi <service>  prints the AsyncAPI document of a service`;

async function main({ print, complain }: Output): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean' },
      check: { type: 'boolean' },
      live: { type: 'boolean' },
      write: { type: 'boolean' },
      asyncapi: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const wanted = ['json', 'check', 'write', 'asyncapi', 'help'].filter((name) => name in values);
  if (wanted.length > 1 || ('live' in values && !values.check)) throw new WrongUsage(usage);
  if (values.help) print(usage);
  else if (values.json) print(mapAsJson());
  else if (values.check) return said(await checkLinks({ live: values.live ?? false }), complain, print);
  else if (values.write) return said(writeGenerated(), complain, print);
  else if (values.asyncapi !== undefined) print(JSON.stringify(asyncapiOf(serviceNamed(values.asyncapi)), null, 2));
  else print(mapAsText());
  return 0;
}

function said(problems: readonly string[], complain: (text: string) => void, print: (text: string) => void): number {
  for (const problem of problems) complain(problem);
  if (problems.length === 0) print('Everything agrees with the links.');
  return problems.length === 0 ? 0 : 1;
}

await runCli(main);
