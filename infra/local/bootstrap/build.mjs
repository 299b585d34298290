import { join } from 'node:path';
import { run } from './run.mjs';

/** Builds every package and app; turbo skips what has not changed. */
export function buildAll(root, say) {
  return runTurbo('Building', 'build', root, say);
}

/** Runs a task of turbo.json in every workspace that has it, with what the task stands on. */
export function runTurbo(what, task, root, say, flags = []) {
  const bin = join(root, 'node_modules', '.bin');
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  };
  const args = ['run', task, '--concurrency=100%', '--output-logs=errors-only', '--no-color', ...flags];
  return run(what, join(bin, 'turbo'), args, { cwd: root, env, say });
}
