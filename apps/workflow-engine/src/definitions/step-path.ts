import type { Step } from './definition.js';

/**
 * Where a run stands: the path of a step in its definition, such as `steps.2.then.0`. Steps never repeat within a run,
 * so the path also names what was done.
 */
export type StepPath = string;

/** The step at a path; undefined where there is none. */
export function stepAt(steps: readonly Step[], path: StepPath): Step | undefined {
  const [, first, ...rest] = path.split('.');
  let step = steps[Number(first)];
  for (let index = 0; index < rest.length; index += 2) {
    const list = step?.kind === 'branch' ? (rest[index] === 'then' ? step.then : step.else) : undefined;
    step = list?.[Number(rest[index + 1])];
  }
  return step;
}

/** The first step of a definition; null when it has none. */
export const firstPath = (steps: readonly Step[]): StepPath | null => (steps.length > 0 ? 'steps.0' : null);

/** The step that follows the one at `path`; null at the end. A branch that was taken is entered by `enter`. */
export function pathAfter(steps: readonly Step[], path: StepPath): StepPath | null {
  const parts = path.split('.');
  while (parts.length >= 2) {
    const next = [...parts.slice(0, -1), String(Number(parts.at(-1)) + 1)].join('.');
    if (stepAt(steps, next)) return next;
    // The end of a branch's list: on with what follows the branch.
    parts.splice(-2);
  }
  return null;
}

/** The first step of a branch's list, or what follows the branch where the list is empty. */
export function enter(steps: readonly Step[], path: StepPath, list: 'then' | 'else'): StepPath | null {
  const inside = `${path}.${list}.0`;
  return stepAt(steps, inside) ? inside : pathAfter(steps, path);
}
