import type { FieldError } from '@crm/platform';

/** Commands to other services that a step may carry out by itself. */
export const actionNames = ['invite-owner', 'start-trial', 'apply-default-policy'] as const;
export type ActionName = (typeof actionNames)[number];

/** Questions to other services whose answer settles a step. */
export const probeNames = ['first-contact', 'webhook-endpoint'] as const;
export type ProbeName = (typeof probeNames)[number];

/** automatic: carried out by a command; manual: by a person; probed: looked for until it is there. */
export const stepKinds = ['automatic', 'manual', 'probed'] as const;
export type StepKind = (typeof stepKinds)[number];

export interface StepTemplate {
  /** Unique in the plan, and part of the idempotency key of the step's command. */
  readonly key: string;
  readonly title: string;
  /** What has to happen, as a person is told who waits for it. */
  readonly description: string;
  readonly kind: StepKind;
  /** Absent for manual steps. */
  readonly task?: ActionName | ProbeName;
  /** The onboarding is completed when its last required step is done or skipped. */
  readonly required: boolean;
  readonly skippable: boolean;
  /** Days from the start of the onboarding. */
  readonly dueDays: number;
  /** Keys of the steps that have to be done or skipped before. */
  readonly after: readonly string[];
}

/** What is wrong with the steps as a whole: each one may be well formed and the plan still never end. */
export function planMistakes(steps: readonly StepTemplate[]): FieldError[] {
  const mistakes: FieldError[] = [];
  const wrong = (index: number, field: string, rule: string, message: string): void => {
    mistakes.push({ field: `steps.${index}.${field}`, rule, message });
  };
  const keys = steps.map(({ key }) => key);
  const known = new Set(keys);
  const tasks = steps.map(({ task }) => task);
  for (const [index, step] of steps.entries()) {
    if (keys.indexOf(step.key) < index) wrong(index, 'key', 'unique', `The key ${step.key} is used twice.`);
    const task = taskMistake(step);
    if (task) wrong(index, 'task', 'task', task);
    else if (step.task && tasks.indexOf(step.task) < index)
      wrong(index, 'task', 'unique', `${step.task} is there twice.`);
    for (const key of step.after) if (!known.has(key)) wrong(index, 'after', 'known', `There is no step ${key}.`);
  }
  if (mistakes.length === 0) {
    for (const key of inCycles(steps))
      wrong(keys.indexOf(key), 'after', 'acyclic', `The step ${key} waits for itself.`);
  }
  if (!steps.some(({ required }) => required)) {
    mistakes.push({ field: 'steps', rule: 'required', message: 'At least one step must be required.' });
  }
  return mistakes;
}

function taskMistake({ kind, task }: StepTemplate): string | undefined {
  if (kind === 'manual') return task === undefined ? undefined : 'A manual step has no task.';
  const allowed: readonly string[] = kind === 'automatic' ? actionNames : probeNames;
  return task !== undefined && allowed.includes(task)
    ? undefined
    : `The task of a step of the kind ${kind} must be one of ${allowed.join(', ')}.`;
}

/** Takes away, again and again, the steps that wait for none of the rest; what stays waits in a circle. */
function inCycles(steps: readonly StepTemplate[]): string[] {
  let rest = [...steps];
  for (;;) {
    const keys = new Set(rest.map(({ key }) => key));
    const next = rest.filter(({ after }) => after.some((key) => keys.has(key)));
    if (next.length === rest.length) return rest.map(({ key }) => key);
    rest = next;
  }
}
