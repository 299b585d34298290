import { join } from 'node:path';
import { lastLines } from './log-tail.js';
import { answers } from './ports.js';
import { readJson, writePrivateJson } from './private-files.js';
import { end, type ProcessIdentity } from './process-identity.js';
import { prepareNode, type RabbitAccount, type RabbitPorts, type RabbitSettings } from './rabbit-config.js';
import type { RabbitSource } from './rabbit-source.js';
import { type Detached, spawnDetached } from './spawn-detached.js';
import { waitFor } from './wait-for.js';

export interface BrokerSetup {
  dir: string;
  name: string;
  account: RabbitAccount;
  ports: RabbitPorts;
  source: RabbitSource;
  settings?: RabbitSettings | undefined;
}

/** A broker as processes: what must run, whatever runs inside. */
export interface BrokerProcess {
  /** 0 while it does not run. */
  readonly pid: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Why it ended by itself; undefined while it runs. */
  failure(): string | undefined;
}

type Program = 'epmd' | 'node';

/** The installed broker by its raw scripts, with a port mapper (epmd) of its own: the node cannot do without one. */
export function nodeOf(setup: BrokerSetup): BrokerProcess {
  const { dir, ports, source } = setup;
  const env = prepareNode(dir, setup.name, setup.account, ports, setup.settings);
  const logFile = join(dir, 'log', 'console.log');
  const recordFile = join(dir, 'processes.json');
  const running: Partial<Record<Program, Detached>> = {};

  const launch = (program: Program, file: string, args: string[], stage: number) => {
    const ending = { signal: 'SIGTERM', graceMs: 30_000, stage } as const;
    running[program] = spawnDetached(file, args, { env, cwd: dir, logFile, ending });
    const identities = Object.entries(running).map(([key, one]) => [key, one.identity]);
    writePrivateJson(recordFile, Object.fromEntries(identities));
  };
  const finish = async (program: Program, signal?: NodeJS.Signals) => {
    const one = running[program];
    delete running[program];
    await one?.end(signal);
  };

  return {
    get pid() {
      return running.node?.identity.pid ?? 0;
    },
    start: async () => {
      if (!running.epmd && !running.node) await endStale(recordFile);
      if (!running.epmd) launch('epmd', 'epmd', ['-address', '127.0.0.1', '-port', String(ports.epmd)], 3);
      await waitFor(() => answers(ports.epmd), { timeoutMs: 10_000, what: `epmd to answer on port ${ports.epmd}` });
      launch('node', join(source.kind === 'scripts' ? source.dir : '', 'rabbitmq-server'), [], 2);
    },
    stop: async () => {
      await finish('node');
      await finish('epmd');
    },
    kill: () => finish('node', 'SIGKILL'),
    failure: () =>
      running.node && !running.node.isAlive()
        ? `RabbitMQ ended while it started. ${join(dir, 'log')} says:\n${lastLines(logFile)}`
        : undefined,
  };
}

/** What a crashed run left on this directory, as far as its guardian did not end it. */
async function endStale(recordFile: string): Promise<void> {
  const left = readJson<Partial<Record<Program, ProcessIdentity>>>(recordFile) ?? {};
  if (left.node) await end(left.node, { signal: 'SIGTERM', graceMs: 30_000 });
  if (left.epmd) await end(left.epmd, { signal: 'SIGTERM', graceMs: 10_000 });
}
