// `npm run -w @crm/tooling openapi`: writes what the routes answer with. It reads sources, so nothing has to be built.
import { fileURLToPath } from 'node:url';
import { installPackages } from '../../../infra/local/bootstrap/install.mjs';
import { hasNode24, runUnderNode24 } from '../../../infra/local/bootstrap/node24.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));

try {
  await installPackages(root, (line) => void process.stderr.write(`${line}\n`));
  if (hasNode24()) await import('./main.ts');
  else process.exitCode = await runUnderNode24(root, 'packages/tooling/openapi/run.mjs', []);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
// The inner process keeps a channel to the outer one, which would keep it alive.
if (process.connected) process.disconnect();
