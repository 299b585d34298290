import { execFile } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { findRabbit, isInstalled, type RabbitSource } from './rabbit-source.js';

const run = promisify(execFile);
const POLICY = '/usr/sbin/policy-rc.d';
const PACKAGE = 'rabbitmq-server';

/**
 * Makes sure that a broker can be started and says how: installed already, else installed with apt-get (root on
 * Debian or Ubuntu; about 10 s; no service is started), else an image for a Docker engine that answers.
 */
export async function ensureRabbitInstalled(say: (line: string) => void): Promise<RabbitSource> {
  let reason = 'apt-get needs root on Debian or Ubuntu';
  if (!isInstalled() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    reason = await installWithApt(say).then(
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

async function installWithApt(say: (line: string) => void): Promise<void> {
  say('Installing RabbitMQ with apt-get (about 10 s)');
  const release = forbidServiceStarts();
  try {
    await apt('install').catch(async () => {
      say('Refreshing the package lists with apt-get update');
      await apt('update');
      await apt('install');
    });
  } finally {
    release();
  }
}

async function apt(what: 'install' | 'update'): Promise<void> {
  const args = what === 'install' ? ['install', '-y', '--no-install-recommends', PACKAGE] : ['update'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', args, { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`apt-get ${args.join(' ')} failed: ${said.split('\n').slice(-3).join(' ')}`, { cause: error });
  }
}

/** While this holds, dpkg starts no service (status 101 of policy-rc.d). An existing policy is left alone. */
function forbidServiceStarts(): () => void {
  if (existsSync(POLICY)) return () => undefined;
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(POLICY, { force: true });
}
