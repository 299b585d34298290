import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { guard } from './guard.js';
import { identityOf } from './process-identity.js';

/**
 * Runs a program of ours to its end and returns its exit code (1 when a signal ended it). It is ended when we die
 * or when `abort` fires.
 */
export async function runProgram(
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; output: (chunk: Buffer) => void; abort: AbortSignal },
): Promise<number> {
  const child = spawn(process.execPath, args, {
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.abort,
  });
  child.on('error', () => undefined);
  child.stdout.on('data', options.output);
  child.stderr.on('data', options.output);
  const identity = identityOf(child.pid);
  const release = identity
    ? guard({ ...identity, signal: 'SIGTERM', graceMs: 5000, stage: 1, group: true })
    : undefined;
  const [code] = (await once(child, 'close')) as [number | null];
  release?.();
  return code ?? 1;
}
