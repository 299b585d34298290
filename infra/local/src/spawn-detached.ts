import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { guard } from './guard.js';
import type { Guarded } from './guardian-protocol.js';
import { lastLines } from './log-tail.js';
import { end, identityOf, isAlive, type ProcessIdentity } from './process-identity.js';

export interface DetachedOptions {
  logFile: string;
  env: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** How it ends when we die; see `Guarded`. */
  ending: Pick<Guarded, 'signal' | 'graceMs' | 'stage' | 'group'>;
  /** Told once, when it has ended, whoever ended it: "exit code 1", "SIGKILL". */
  onExit?: (how: string) => void;
}

export interface Detached {
  readonly identity: ProcessIdentity;
  isAlive(): boolean;
  /** Ends it with its usual signal, or the one given; returns when it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C in the terminal reaches only us and we decide the
 * order of stopping. Its output is appended to a file; the guardian ends it when we die.
 */
export function spawnDetached(file: string, args: readonly string[], options: DetachedOptions): Detached {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  const { env, cwd, uid, gid, ending } = options;
  const child = spawn(file, args, { env, cwd, uid, gid, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.on('error', () => undefined);
  child.once('exit', (code, signal) => options.onExit?.(signal ?? `exit code ${code}`));
  child.unref();
  const identity = identityOf(child.pid);
  if (!identity) throw new Error(`${file} did not start. ${options.logFile} says:\n${lastLines(options.logFile)}`);
  const release = guard({ ...identity, ...ending });
  return {
    identity,
    isAlive: () => isAlive(identity),
    end: async (signal = ending.signal) => {
      await end(identity, { ...ending, signal });
      release();
    },
  };
}
