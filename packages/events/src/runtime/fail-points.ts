/**
 * What a test build can do to itself, to prove that crashes lose and double nothing, and that the proof would notice.
 * Nothing of this is armed unless `NODE_ENV` is `test`.
 *
 * - `CRM_FAIL_POINT=<name>:<n>` kills the process with SIGKILL at every n-th pass of a point (the count starts anew with
 *   the process).
 * - `CRM_SABOTAGE=<name>` switches one safeguard off.
 */
const env = process.env['NODE_ENV'] === 'test' ? process.env : {};
const [, armed, nth] = /^(.*):(\d+)$/.exec(env['CRM_FAIL_POINT'] ?? '') ?? [];
let passes = 0;

export type FailPoint = 'relay:before-mark' | 'inbox:before-ack' | 'inbox:before-commit';

export function failPoint(name: FailPoint): void {
  if (name !== armed) return;
  passes += 1;
  if (passes === Number(nth)) process.kill(process.pid, 'SIGKILL');
}

/**
 * `confirms-off`: the relay takes what it has sent for safe. `inbox-off`: what was handled is handled again.
 * `redeliver`: every tenth delivery is handled and then given back instead of acked, once. `poison`: handlers throw for
 * events of the actor `poison` in their first ten seconds.
 */
export type Sabotage = 'confirms-off' | 'inbox-off' | 'redeliver' | 'poison';

export function sabotaged(name: Sabotage): boolean {
  return env['CRM_SABOTAGE'] === name;
}
