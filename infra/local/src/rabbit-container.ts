import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from './log-tail.js';
import { advancedConfig, nodeNameOf, rabbitConf } from './rabbit-config.js';
import type { BrokerProcess, BrokerSetup } from './rabbit-node.js';
import { type Detached, spawnDetached } from './spawn-detached.js';

const CONF = 'container.conf';
const ADVANCED = 'container-advanced.config';

/**
 * The broker as a container of the local Docker engine. The attached `docker run` is the process that stands for it:
 * it hands SIGTERM on to the container. Data lies in a volume named after the node.
 */
export function containerOf(setup: BrokerSetup): BrokerProcess {
  const { dir, name, ports, source } = setup;
  const logFile = join(dir, 'log', 'console.log');
  let running: Detached | undefined;

  const finish = async () => {
    const one = running;
    running = undefined;
    await one?.end();
  };
  const args = [
    ...['run', '--rm', '--name', name, '--hostname', name, '--volume', `${name}:/var/lib/rabbitmq`],
    ...['--publish', `127.0.0.1:${ports.amqp}:5672`, '--publish', `127.0.0.1:${ports.management}:15672`],
    ...['--volume', `${join(dir, CONF)}:/etc/rabbitmq/rabbitmq.conf:ro`],
    ...['--volume', `${join(dir, ADVANCED)}:/etc/rabbitmq/advanced.config:ro`],
    source.kind === 'docker' ? source.image : '',
  ];
  return {
    get pid() {
      return running?.identity.pid ?? 0;
    },
    start: async () => {
      // The container's own user reads it: the folder around it keeps others out.
      chmodSync(dir, 0o700);
      const conf = rabbitConf(setup.account, { amqp: '0.0.0.0:5672', managementIp: '0.0.0.0', management: 15672 });
      writeFileSync(join(dir, CONF), conf, { mode: 0o644 });
      writeFileSync(join(dir, ADVANCED), advancedConfig(setup.settings), { mode: 0o644 });
      removeContainer(name);
      const ending = { signal: 'SIGTERM', graceMs: 30_000, stage: 2 } as const;
      running = spawnDetached('docker', args, { env: process.env, logFile, ending });
    },
    stop: () => finish(),
    kill: () => {
      removeContainer(name);
      return finish();
    },
    failure: () =>
      running && !running.isAlive() ? `RabbitMQ's container ended. ${logFile} says:\n${lastLines(logFile)}` : undefined,
  };
}

function removeContainer(name: string): void {
  try {
    execFileSync('docker', ['rm', '--force', name], { stdio: 'ignore' });
  } catch {
    // There was none.
  }
}

/** Removes the data of a broker that ran as a container for `dir`; nothing where none did. */
export function removeBrokerVolume(dir: string): void {
  if (!existsSync(join(dir, CONF))) return;
  try {
    execFileSync('docker', ['volume', 'rm', '--force', nodeNameOf(dir)], { stdio: 'ignore' });
  } catch {
    // Without an engine there is nothing to remove now; the next engine may still have it.
  }
}
