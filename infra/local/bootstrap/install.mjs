import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Runs `npm ci` where node_modules does not hold what the lockfile names. */
export async function installPackages(root, say) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(
      `Node ${process.versions.node} is too old: install Node 20.19 or later, then run "npm start" again.`,
    );
  }
  const reason = whyInstall(root);
  if (reason) await run(`Installing packages: ${reason}`, 'npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, say });
}

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
