import type { Step } from './workflow-facts.js';

/** The step at a path such as `steps.2.then.0`; undefined where there is none. */
export function stepAt(steps: readonly Step[], path: string): Step | undefined {
  const [, first, ...rest] = path.split('.');
  let step = steps[Number(first)];
  for (let index = 0; index < rest.length; index += 2) {
    const list = step?.kind === 'branch' ? (rest[index] === 'then' ? step.then : step.else) : undefined;
    step = list?.[Number(rest[index + 1])];
  }
  return step;
}
