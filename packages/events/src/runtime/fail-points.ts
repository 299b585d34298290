/**
 * Points at which a test build kills its own process, to prove that a crash there loses and doubles nothing.
 *
 * `CRM_FAIL_POINT=<name>:<n>` arms one: the process kills itself with SIGKILL when the point is passed for the n-th
 * time. Armed only when `NODE_ENV` is `test`; otherwise passing a point is a no-op.
 */
let passes = 0;
const [armed, nth] = process.env['NODE_ENV'] === 'test' ? splitAtLast(process.env['CRM_FAIL_POINT'] ?? '') : ['', 0];

function splitAtLast(value: string): [string, number] {
  const colon = value.lastIndexOf(':');
  return [value.slice(0, colon), Number(value.slice(colon + 1))];
}

export type FailPoint = 'relay:before-mark' | 'inbox:before-ack' | 'inbox:before-commit';

export function failPoint(name: FailPoint): void {
  if (name !== armed) return;
  passes += 1;
  if (passes === nth) process.kill(process.pid, 'SIGKILL');
}
