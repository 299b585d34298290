import { join } from 'node:path';
import { runningRunner } from './lock.js';
import { isReady } from './readiness.js';
import { readState } from './state.js';
import { readStory, type StoryReport } from './story.js';

export interface Status {
  /** All services answer 200 on `/readyz`, asked now. */
  ready: boolean;
  gatewayUrl: string;
  /** Mail catcher and webhook receiver. */
  outsideUrl: string;
  services: { name: string; pid: number; url: string; ready: boolean; log: string }[];
  rabbitmq: { url: string; managementUrl: string; pid?: number };
  postgres: { url: string; pid?: number };
  operator: { email: string; password: string };
  /** The newest story's tenant, with its owner's sign-in. */
  tenant?: StoryReport['tenant'];
}

/** What runs in this checkout, asked live; undefined when nothing does. */
export async function statusOf(root: string): Promise<Status | undefined> {
  const stateDir = join(root, '.crm');
  const { run, secrets } = readState(stateDir);
  if (!runningRunner(stateDir) || !run || !secrets) return undefined;
  const services = await Promise.all(run.services.map(async (one) => ({ ...one, ready: await isReady(one.url) })));
  const { gatewayUrl, outsideUrl, rabbitmq, postgres } = run;
  const ready = services.length > 0 && services.every((one) => one.ready);
  return {
    ready,
    gatewayUrl,
    outsideUrl,
    services,
    rabbitmq,
    postgres,
    operator: secrets.operator,
    tenant: readStory(stateDir)?.tenant,
  };
}

/** For a shell, `eval "$(npm run --silent status -- --env)"`: the variables that scenarios and the README's example read. */
export function exportsOf({ gatewayUrl, outsideUrl, operator }: Status): string {
  const variables = {
    GATEWAY_URL: gatewayUrl,
    OUTSIDE_URL: outsideUrl,
    OPERATOR_EMAIL: operator.email,
    OPERATOR_PASSWORD: operator.password,
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`)
    .join('\n');
}

/** `npm run status`: exit code 0 when everything is ready, 1 when not, also when nothing runs. */
export async function main(root: string, argv: readonly string[]): Promise<number> {
  const status = await statusOf(root);
  if (argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(status ?? { ready: false, services: [] }, null, 2)}\n`);
  } else if (!status) {
    // Not on stdout, which `--env` hands to a shell.
    process.stderr.write('Nothing runs here. Start it with "npm start".\n');
  } else if (argv.includes('--env')) {
    process.stdout.write(`${exportsOf(status)}\n`);
  } else {
    for (const one of status.services) {
      process.stdout.write(
        `${one.ready ? 'ready    ' : 'not ready'} ${one.name.padEnd(26)} ${one.url}  pid ${one.pid}\n`,
      );
    }
  }
  return status?.ready ? 0 : 1;
}
