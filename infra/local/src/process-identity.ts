import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { waitFor } from './wait-for.js';

/** A process, told apart from a later one with the same pid by the moment it started. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; comparable only on the machine and in the boot it was read in. */
  started: string;
}

/** The identity of a living process; undefined when there is none, or only a zombie. */
export function identityOf(pid: number | undefined): ProcessIdentity | undefined {
  if (!pid || pid <= 1) return undefined;
  const started = process.platform === 'linux' ? startedByProc(pid) : startedByPs(pid);
  return started ? { pid, started } : undefined;
}

/** Whether this very process, and not a successor with its pid, still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.started === identity.started;
}

/** Sends a signal to this very process and, where asked, to its process group; says whether it was there. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals, group = false): boolean {
  if (!isAlive(identity)) return false;
  if (group && send(-identity.pid, name)) return true;
  return send(identity.pid, name);
}

/** Ends a process: `name` first, SIGKILL after `graceMs`. Returns when it is gone. */
export async function end(
  identity: ProcessIdentity,
  how: { signal: NodeJS.Signals; graceMs: number; group?: boolean },
): Promise<void> {
  if (!signal(identity, how.signal, how.group)) return;
  const what = `process ${identity.pid} to end`;
  await waitFor(() => !isAlive(identity), { timeoutMs: how.graceMs, what, everyMs: 20 }).catch(async () => {
    signal(identity, 'SIGKILL', how.group);
    await waitFor(() => !isAlive(identity), { timeoutMs: 10_000, what, everyMs: 20 });
  });
}

function send(target: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(target, name);
    return true;
  } catch {
    return false;
  }
}

/** proc(5): after the command in parentheses come the state and, 20th from there, the start time in clock ticks. */
function startedByProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A dead leader is a zombie while its other threads (the 18th field) still hold its sockets.
    const gone = (fields[0] === 'Z' && Number(fields[17]) <= 1) || fields[0] === 'X';
    return gone ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function startedByPs(pid: number): string | undefined {
  try {
    const [state, ...started] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return state?.startsWith('Z') ? undefined : started.join(' ') || undefined;
  } catch {
    return undefined;
  }
}
