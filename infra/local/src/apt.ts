import { execFile } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const POLICY = '/usr/sbin/policy-rc.d';

/** Whether packages can be installed without asking anybody: root on Debian or Ubuntu. */
export const canUseApt = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs packages and starts none of their services. @throws Error with the last lines of apt-get */
export async function installWithApt(packages: readonly string[], say: (line: string) => void): Promise<void> {
  const release = forbidServiceStarts();
  try {
    await apt(install(packages)).catch(async () => {
      say('Refreshing the package lists with apt-get update');
      await apt(['update']);
      await apt(install(packages));
    });
  } finally {
    release();
  }
}

const install = (packages: readonly string[]) => ['install', '-y', '--no-install-recommends', ...packages];

async function apt(args: string[]): Promise<void> {
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
