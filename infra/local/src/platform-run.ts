import { join } from 'node:path';
import { choosePorts } from './choose-ports.js';
import { type DatabaseUrls, provisionDatabases } from './databases.js';
import { entry } from './entry.js';
import { generateKeys } from './keys.js';
import { lastLines } from './log-tail.js';
import type { PrepareTask } from './prepare.js';
import { writePrivateJson } from './private-files.js';
import { identityOf } from './process-identity.js';
import { oneProcessProgram, outsideProgram, servicePrograms, servicesOf } from './process-table.js';
import { isReady } from './readiness.js';
import { runProgram } from './run-program.js';
import { type Say, timed } from './say.js';
import { completeSecrets } from './secrets.js';
import { type Servers, startServers } from './servers.js';
import { type Surroundings, urlOf, VHOST } from './service-env.js';
import { type Ports, type Run, readState, type Secrets, updateState } from './state.js';
import { Supervisor } from './supervisor.js';
import { GivenUp, waitFor } from './wait-for.js';

const READY_WITHIN_MS = 60_000;
const REVIVE_EVERY_MS = 500;

export interface RunOptions {
  root: string;
  stateDir: string;
  oneProcess: boolean;
  abort: AbortSignal;
  say: Say;
  /** Further variables for every service, for specs of the whole platform. */
  env?: Readonly<Record<string, string>>;
  /** Moves the familiar ports; at most 10,000, which keeps them below the range of outgoing connections. */
  portShift?: number;
  /** Until what ended by itself is started again; pauses grow to 30 s unless this says less. */
  longestPauseMs?: number;
}

/** The whole platform on this machine: servers, schema, topology, services. */
export class PlatformRun {
  private readonly supervisor: Supervisor;
  private servers: Servers | undefined;
  private reviver: NodeJS.Timeout | undefined;
  private reviving: Promise<void> | undefined;

  private constructor(
    private readonly options: RunOptions,
    readonly ports: Ports,
    readonly secrets: Secrets,
  ) {
    this.supervisor = new Supervisor(options.say, () => this.record(), options.longestPauseMs);
  }

  /** Ports and secrets are chosen once and kept for later runs. Starts nothing yet. */
  static async plan(options: RunOptions): Promise<PlatformRun> {
    const names = servicesOf(options.root);
    const known = readState(options.stateDir);
    const ports = await choosePorts(names, known.ports, options.portShift);
    const secrets = completeSecrets(names, known.secrets);
    updateState(options.stateDir, { ports, secrets });
    return new PlatformRun(options, ports, secrets);
  }

  /** Returns when every service is ready. On an error, call `stop` all the same. */
  async start(): Promise<void> {
    const { root, stateDir, say, abort } = this.options;
    const names = Object.keys(this.ports.services);
    this.servers = await startServers(stateDir, this.ports, process.env, say);
    this.record();
    abort.throwIfAborted();
    const databases = await timed(say, `${names.length} databases`, () =>
      provisionDatabases(this.running.postgres.url, names, this.secrets.databases),
    );
    const keysDir = join(stateDir, 'keys');
    generateKeys(keysDir, names);
    await timed(say, 'Migrations and topology', () => this.prepare(databases));
    abort.throwIfAborted();
    const { url: amqpUrl, managementUrl } = this.running.rabbitmq;
    const extra = this.options.env ?? {};
    const around = { ports: this.ports, secrets: this.secrets, databases, amqpUrl, managementUrl, keysDir, extra };
    await timed(say, `${names.length} services`, () => this.startPrograms(root, stateDir, around));
    this.reviver = setInterval(() => this.revive(), REVIVE_EVERY_MS).unref();
  }

  /** Services first, then the broker, then the database. Leaves no process. Idempotent. */
  async stop(): Promise<void> {
    clearInterval(this.reviver);
    await this.reviving;
    await this.supervisor.stopAll();
    await this.servers?.stop();
    updateState(this.options.stateDir, { run: undefined });
  }

  /** What runs now, as `.crm/state.json` says it. */
  get run(): Run {
    const { postgres, rabbitmq } = this.running;
    const host = this.options.oneProcess ? 'one-process' : undefined;
    const logs = join(this.options.stateDir, 'logs');
    const services = Object.keys(this.ports.services).map((name) => ({
      name,
      pid: this.supervisor.pidOf(host ?? name),
      url: urlOf(this.ports, name),
      log: join(logs, `${host ?? name}.log`),
    }));
    const servers = [postgres.pid, rabbitmq.pid].map((pid) => identityOf(pid)).filter((one) => one !== undefined);
    return {
      gatewayUrl: urlOf(this.ports, 'api-gateway'),
      outsideUrl: `http://127.0.0.1:${this.ports.outside}`,
      services,
      rabbitmq,
      postgres,
      processes: [...this.supervisor.identities(), ...servers],
    };
  }

  private get running(): Servers {
    if (!this.servers) throw new Error('PostgreSQL and RabbitMQ have not been started yet.');
    return this.servers;
  }

  private async prepare(databases: Record<string, DatabaseUrls>): Promise<void> {
    const { root, stateDir, abort } = this.options;
    const task = join(stateDir, 'prepare.json');
    const ownerUrls = Object.fromEntries(Object.entries(databases).map(([name, urls]) => [name, urls.ownerUrl]));
    const { managementUrl } = this.running.rabbitmq;
    const content = { root, ownerUrls, managementUrl, vhost: VHOST, passwords: this.secrets.broker };
    writePrivateJson(task, content satisfies PrepareTask);
    let said = '';
    const output = (chunk: Buffer) => {
      said += chunk.toString();
    };
    const args = ['--enable-source-maps', entry('prepare'), task];
    const code = await runProgram(args, { env: process.env, output, abort });
    abort.throwIfAborted();
    if (code !== 0) throw new Error(`Migrations or topology failed:\n${said.trim()}`);
  }

  private async startPrograms(root: string, stateDir: string, around: Surroundings): Promise<void> {
    const outside = outsideProgram(root, stateDir, this.ports);
    const host = this.options.oneProcess ? oneProcessProgram(root, stateDir, around) : undefined;
    const programs = host ? [host] : servicePrograms(root, stateDir, around);
    for (const program of [...(outside ? [outside] : []), ...programs]) this.supervisor.start(program);
    const services = this.run.services.map((one) => ({ ...one, host: host?.name ?? one.name }));
    const world = outside
      ? [{ name: outside.name, host: outside.name, url: this.run.outsideUrl, log: outside.logFile }]
      : [];
    await Promise.all([...world, ...services].map((one) => this.waitUntilReady(one)));
  }

  private async waitUntilReady(one: { name: string; host: string; url: string; log: string }): Promise<void> {
    const ready = async () => {
      if (this.options.abort.aborted || this.supervisor.hasEnded(one.host)) throw new GivenUp('It ended.');
      return isReady(one.url);
    };
    await waitFor(ready, { timeoutMs: READY_WITHIN_MS, what: `${one.url}/readyz`, everyMs: 100 }).catch((cause) => {
      this.options.abort.throwIfAborted();
      throw new Error(`${one.name} did not become ready. The end of ${one.log}:\n${lastLines(one.log)}`, { cause });
    });
  }

  /** One attempt at a time: a broker takes longer to come back than the interval. */
  private revive(): void {
    this.reviving ??= (this.servers?.revive(this.options.say) ?? Promise.resolve(false))
      .then((revived) => {
        if (revived) this.record();
      })
      .catch((error) => this.options.say(String(error)))
      .then(() => {
        this.reviving = undefined;
      });
  }

  private record(): void {
    if (this.servers) updateState(this.options.stateDir, { run: this.run });
  }
}
