import { canUseApt, installWithApt } from './apt.js';
import { findRabbit, isInstalled, type RabbitSource } from './rabbit-source.js';

const PACKAGE = 'rabbitmq-server';

/**
 * Makes sure that a broker can be started and says how: installed already, else installed with apt-get (root on
 * Debian or Ubuntu; about 10 s; no service is started), else an image for a Docker engine that answers.
 */
export async function ensureRabbitInstalled(say: (line: string) => void): Promise<RabbitSource> {
  let reason = 'apt-get needs root on Debian or Ubuntu';
  if (!isInstalled() && canUseApt()) {
    say('Installing RabbitMQ with apt-get (about 10 s)');
    reason = await installWithApt([PACKAGE]).then(
      () => '',
      (error: Error) => error.message,
    );
  }
  const source = findRabbit();
  if (!source) {
    throw new Error(
      `There is no RabbitMQ here and none could be had (${reason}). Install the package ${PACKAGE}, start a Docker engine, or set AMQP_URL and AMQP_MANAGEMENT_URL to a broker of yours.`,
    );
  }
  if (source.kind === 'docker') say(`RabbitMQ runs as a container of ${source.image}`);
  return source;
}
