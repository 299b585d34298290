// `npm run status`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Whoever reads no further, as `head` does, has seen enough.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));

if (existsSync(new URL('./dist/status.js', import.meta.url))) {
  const { main } = await import('./dist/status.js');
  process.exitCode = await main(fileURLToPath(new URL('../..', import.meta.url)), process.argv.slice(2));
} else {
  if (process.argv.includes('--json')) process.stdout.write('{"ready":false,"services":[]}\n');
  else process.stderr.write('Nothing runs here: it has not been built yet.\n');
  process.exitCode = 1;
}
