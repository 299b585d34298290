import { join } from 'node:path';
import { run } from './run.mjs';

/** Builds every package and app; turbo skips what has not changed. */
export async function buildAll(root, say) {
  const turbo = join(root, 'node_modules', '.bin', 'turbo');
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  };
  await run('Building', turbo, ['run', 'build', '--output-logs=errors-only', '--no-color'], { cwd: root, env, say });
}
