import { join } from 'node:path';
import { type Postgres, startPostgres } from './postgres.js';
import { identityOf } from './process-identity.js';
import { type Rabbit, startRabbit } from './rabbit.js';
import { ensureRabbitInstalled } from './rabbit-install.js';
import { type Say, timed } from './say.js';
import type { Ports } from './state.js';

/** The two servers everything stands on: our own, or existing ones named by the environment. */
export interface Servers {
  postgres: { url: string; pid?: number };
  rabbitmq: { url: string; managementUrl: string; pid?: number };
  /** Brings back a server of ours that ended by itself and says whether there was one; call it now and then. */
  revive(say: Say): Promise<boolean>;
  stop(): Promise<void>;
}

export async function startServers(stateDir: string, ports: Ports, env: NodeJS.ProcessEnv, say: Say): Promise<Servers> {
  const results = await Promise.allSettled([
    env['DATABASE_URL'] ? undefined : ownPostgres(stateDir, ports, say),
    env['AMQP_URL'] ? undefined : ownRabbit(stateDir, ports, say),
  ]);
  const [postgres, rabbit] = results.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as [
    Postgres?,
    Rabbit?,
  ];
  const stop = async () => {
    await rabbit?.stop();
    await postgres?.stop();
  };
  const failed = results.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    get postgres() {
      return { url: postgres?.url ?? env['DATABASE_URL'] ?? '', pid: postgres?.pid };
    },
    get rabbitmq() {
      const url = rabbit?.amqpUrl ?? env['AMQP_URL'] ?? '';
      return { url, managementUrl: rabbit?.managementUrl ?? managementOf(env), pid: rabbit?.pid };
    },
    revive: async (tell) => {
      const [database, broker] = [hasEnded(postgres), hasEnded(rabbit)];
      if (postgres && database) {
        tell('PostgreSQL ended by itself; starting it again');
        await postgres.restartImmediate();
      }
      if (rabbit && broker) {
        tell('RabbitMQ ended by itself; starting it again');
        await rabbit.start();
      }
      return database || broker;
    },
    stop,
  };
}

function hasEnded(server: { pid: number } | undefined): boolean {
  return server !== undefined && !identityOf(server.pid);
}

function ownPostgres(stateDir: string, ports: Ports, say: Say): Promise<Postgres> {
  const options = { dir: join(stateDir, 'postgres'), port: ports.postgres, durable: true, log: say };
  return timed(say, `PostgreSQL on 127.0.0.1:${ports.postgres}`, () => startPostgres(options));
}

async function ownRabbit(stateDir: string, ports: Ports, say: Say): Promise<Rabbit> {
  const source = await ensureRabbitInstalled(say);
  const options = { dir: join(stateDir, 'rabbitmq'), ports: ports.rabbit, source };
  return timed(say, `RabbitMQ on 127.0.0.1:${ports.rabbit.amqp}`, () => startRabbit(options));
}

/** Without AMQP_MANAGEMENT_URL: the same host and account on the port RabbitMQ gives its management API. */
function managementOf(env: NodeJS.ProcessEnv): string {
  if (env['AMQP_MANAGEMENT_URL']) return env['AMQP_MANAGEMENT_URL'];
  const { hostname, username, password } = new URL(env['AMQP_URL'] ?? '');
  return `http://${username}:${password}@${hostname}:15672`;
}
