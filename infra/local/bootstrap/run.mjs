import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Its output is kept and appears in the error if it fails; every 10 s a line says that it
 * still works.
 */
export function run(what, file, args, { cwd, env = process.env, say }) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say(what);
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const tick = setInterval(() => say(`  still at it (${seconds()} s)`), 10_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', (error) => reject(new Error(`${file} could not be run: ${error.message}`)));
    child.on('close', (code) => {
      clearInterval(tick);
      if (code === 0) return resolve(say(`  done (${seconds()} s)`));
      reject(
        new Error(`${output.trim()}\n\n${what} failed: "${file} ${args.join(' ')}" ended with exit code ${code}.`),
      );
    });
  });
}
