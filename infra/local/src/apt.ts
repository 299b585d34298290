import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One after the other, whoever asks: apt-get itself does not wait for another that refreshes its lists. */
const LOCK = '/run/lock/crm-apt';

/** While there is this policy, dpkg starts no service (status 101 of policy-rc.d). An existing one is left alone. */
const SCRIPT = `
  set -e
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\\nexit 101\\n' >$policy
    chmod 755 $policy
    trap "rm -f $policy" EXIT
  fi
  get() { apt-get -o DPkg::Lock::Timeout=120 "$@"; }
  install() { get install -y --no-install-recommends "$@"; }
  install "$@" || { get update && install "$@"; }
`;

/** Whether packages can be installed without asking anybody: root on Debian or Ubuntu. */
export const canUseApt = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs packages, with new package lists if need be, and starts none of their services.
 *
 * @throws Error with the last lines of apt-get
 */
export async function installWithApt(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('flock', [LOCK, 'sh', '-c', SCRIPT, 'sh', ...packages], { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    const lines = said.split('\n').slice(-3).join(' ');
    throw new Error(`apt-get install ${packages.join(' ')} failed: ${lines}`, { cause: error });
  }
}
