import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function hasNode24() {
  return Number(process.versions.node.split('.')[0]) >= 24;
}

/**
 * Runs `script` (its path from the root) again under the Node 24 that npm put into node_modules/.bin, and returns its
 * exit code. Signals go to the inner process; when this one dies, the inner one sees its channel close and stops in order.
 */
export function runUnderNode24(root, script, argv) {
  const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (!existsSync(node)) {
    throw new Error(
      `This needs Node 24; you run ${process.versions.node}, and npm has none for this machine. Install Node 24, then run it again.`,
    );
  }
  const inner = spawn(node, [join(root, script), ...argv], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C reaches both, as one process group; the outer only waits.
  process.on('SIGINT', () => undefined);
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => inner.kill(name));
  return new Promise((resolve, reject) => {
    inner.on('error', (error) => reject(new Error(`Node 24 could not be started: ${error.message}`)));
    inner.on('exit', (code) => resolve(code ?? 1));
  });
}
