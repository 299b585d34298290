import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { entry } from './entry.js';
import type { Guarded, GuardianMessage } from './guardian-protocol.js';

const guarded = new Map<number, Guarded>();
let guardian: ChildProcess | undefined;

/**
 * From now on the process ends when ours does, whatever ends ours. Released by the returned function.
 * One guardian serves the whole process; it never keeps it alive.
 */
export function guard(one: Guarded): () => void {
  guarded.set(one.pid, one);
  if (guardian) tell({ watch: one });
  else startGuardian();
  return () => {
    if (guarded.get(one.pid)?.started === one.started) guarded.delete(one.pid);
    tell({ release: { pid: one.pid, started: one.started } });
  };
}

function startGuardian(): void {
  const child = spawn(process.execPath, [entry('guardian')], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guardian = child;
  child.unref();
  (child.stdin as Socket).unref();
  // Whoever kills the guardian gets another one: the list lives here.
  child.once('exit', () => {
    if (guardian !== child) return;
    guardian = undefined;
    if (guarded.size > 0) startGuardian();
  });
  child.stdin?.on('error', () => undefined);
  for (const one of guarded.values()) tell({ watch: one });
}

function tell(message: GuardianMessage): void {
  guardian?.stdin?.write(`${JSON.stringify(message)}\n`);
}
