import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a broker can be had on this machine: raw scripts of an installed one, or an image for the Docker engine. */
export type RabbitSource = { kind: 'scripts'; dir: string } | { kind: 'docker'; image: string };

/**
 * The package's own scripts, not the wrappers on PATH: as root those change the user and miss a private cookie.
 * Debian and Ubuntu first, then Homebrew on both kinds of Mac.
 */
const SCRIPT_FOLDERS = [
  '/usr/lib/rabbitmq/bin',
  '/opt/homebrew/opt/rabbitmq/sbin',
  '/usr/local/opt/rabbitmq/sbin',
] as const;

const IMAGE = 'rabbitmq:4-management';

/** What is there without installing anything. */
export function findRabbit(): RabbitSource | undefined {
  const dir = SCRIPT_FOLDERS.find((folder) => existsSync(join(folder, 'rabbitmq-server')));
  if (dir) return { kind: 'scripts', dir };
  return dockerAnswers() ? { kind: 'docker', image: IMAGE } : undefined;
}

export function isInstalled(): boolean {
  return findRabbit()?.kind === 'scripts';
}

function dockerAnswers(): boolean {
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
