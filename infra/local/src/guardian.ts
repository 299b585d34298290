/**
 * Outlives the process that started it by a moment: when the pipe on stdin closes, however that process ended
 * (kill -9 included), everything still on its list is ended, stage by stage.
 */
import { createInterface } from 'node:readline';
import type { Guarded, GuardianMessage } from './guardian-protocol.js';
import { end } from './process-identity.js';

const watched = new Map<string, Guarded>();
const keyOf = (one: { pid: number; started: string }) => `${one.pid}/${one.started}`;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line) as GuardianMessage;
  if ('watch' in message) watched.set(keyOf(message.watch), message.watch);
  else watched.delete(keyOf(message.release));
}

const stages = [...new Set([...watched.values()].map((one) => one.stage))].sort((a, b) => a - b);
for (const stage of stages) {
  const members = [...watched.values()].filter((one) => one.stage === stage);
  await Promise.allSettled(members.map((one) => end(one, one)));
}
process.exit(0);
