import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a test build can do to itself, to prove that crashes lose and double nothing, and that the proof would notice.
 * A fault is armed as long as the folder that `CRM_FAULTS_DIR` names holds a file of its name, so that a running
 * platform is broken and mended without a restart. Nothing is ever armed unless `NODE_ENV` is `test`.
 */
const folder = process.env['NODE_ENV'] === 'test' ? process.env['CRM_FAULTS_DIR'] : undefined;
const passes = new Map<FailPoint, number>();

export type FailPoint = 'relay-before-mark' | 'inbox-before-ack';

/** Kills the process with SIGKILL at the n-th pass of an armed point, where n is what its file holds. */
export function failPoint(name: FailPoint): void {
  const nth = Number(contentOf(name));
  if (!nth) return;
  const pass = (passes.get(name) ?? 0) + 1;
  passes.set(name, pass);
  if (pass >= nth) process.kill(process.pid, 'SIGKILL');
}

/**
 * `confirms-off`: the relay takes what it has sent for safe. `inbox-off`: what was handled is handled again.
 * `redeliver`: every tenth delivery is handled and then given back instead of acked, once. `poison`: handlers throw for
 * events of the actor `poison`.
 */
export type Sabotage = 'confirms-off' | 'inbox-off' | 'redeliver' | 'poison';

export function sabotaged(name: Sabotage): boolean {
  return contentOf(name) !== undefined;
}

export type Fault = FailPoint | Sabotage;

function contentOf(name: Fault): string | undefined {
  if (!folder) return undefined;
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}
