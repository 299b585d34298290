import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Runs `npm ci` where node_modules does not hold what the lockfile names. */
export async function installPackages(root, say) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or later, then run it again.`);
  }
  const reason = whyInstall(root);
  if (!reason) return;
  const how = { cwd: root, say };
  await run(`Installing packages: ${reason}`, 'npm', ['ci', ...QUIET], how).catch(async (error) => {
    // A registry without the builds for other systems leaves a lockfile that "npm ci" calls incomplete.
    if (!error.message.includes('EUSAGE')) throw error;
    say('  npm finds the lockfile incomplete.');
    await run('Installing packages without changing the lockfile', 'npm', ['install', '--no-save', ...QUIET], how);
  });
}

const QUIET = ['--no-audit', '--no-fund'];

/** Compares versions and not times: a checkout or a copy sets times anew. */
function whyInstall(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'there are none yet';
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const missing = Object.keys(wanted).find((path) => {
    const { optional, devOptional, peer, link, version } = wanted[path];
    if (!path.includes('node_modules/') || link) return false;
    const there = installed[path];
    return there ? there.version !== version : !(optional || devOptional || peer);
  });
  return missing && `${missing.replace(/^.*node_modules\//, '')} is not the one in the lockfile`;
}
