// `npm run stop`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (existsSync(new URL('./dist/stop.js', import.meta.url))) {
  const { stop } = await import('./dist/stop.js');
  await stop(fileURLToPath(new URL('../..', import.meta.url)));
} else {
  process.stdout.write('Nothing was running: it has not been built yet.\n');
}
