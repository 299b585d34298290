// `npm run check:k8s`: builds where needed (the check asks the services' own config classes), then checks.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTurbo } from '../../../infra/local/bootstrap/build.mjs';
import { installPackages } from '../../../infra/local/bootstrap/install.mjs';
import { hasNode24, runUnderNode24 } from '../../../infra/local/bootstrap/node24.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const argv = process.argv.slice(2);

try {
  await installPackages(root, (line) => void process.stderr.write(`${line}\n`));
  process.exitCode = hasNode24() ? await run() : await runUnderNode24(root, 'packages/tooling/k8s/run.mjs', argv);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
// The inner process keeps a channel to the outer one, which would keep it alive.
if (process.connected) process.disconnect();
process.exit();

async function run() {
  await runTurbo('Building', 'build', root, () => undefined, ['--filter=./apps/*', '--filter=@crm/local']);
  const child = spawn(process.execPath, [join(root, 'packages/tooling/k8s/check/main.ts'), ...argv], {
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
