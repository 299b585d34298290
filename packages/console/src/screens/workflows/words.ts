import { duration } from '../../ui/numbers.js';
import { type Comparison, type Condition, type Step, type Trigger, triggerLabels } from './workflow-facts.js';

const operators: Readonly<Record<Comparison['op'], string>> = {
  eq: 'is',
  ne: 'is not',
  gt: 'is more than',
  lt: 'is less than',
  contains: 'contains',
  exists: 'exists',
  in: 'is one of',
};

export const operatorNames: readonly Comparison['op'][] = ['eq', 'ne', 'gt', 'lt', 'contains', 'exists', 'in'];
export const operatorLabel = (op: Comparison['op']): string => operators[op];

/** A condition as one would say it. */
export function conditionWords(condition: Condition): string {
  if ('all' in condition) return condition.all.map(part).join(' and ');
  if ('any' in condition) return condition.any.map(part).join(' or ');
  if ('not' in condition) return `not (${conditionWords(condition.not)})`;
  const { field, op, value } = condition;
  if (op === 'exists') return `${field} ${value === false ? 'does not exist' : 'exists'}`;
  return `${field} ${operators[op]} ${JSON.stringify(value)}`;
}

const part = (condition: Condition): string =>
  'all' in condition || 'any' in condition ? `(${conditionWords(condition)})` : conditionWords(condition);

export function triggerWords({ event, changedFields, direction }: Trigger): string {
  const fields = changedFields ? `: ${changedFields.join(', ')}` : '';
  const way = direction === 'up' ? ', upwards' : direction === 'down' ? ', downwards' : '';
  return triggerLabels[event] + fields + way;
}

/** A step in a line. */
export function stepWords(step: Step): string {
  switch (step.kind) {
    case 'set':
      return `Set ${Object.entries(step.fields)
        .map(([field, value]) => `${field} to ${JSON.stringify(value)}`)
        .join(', ')}`;
    case 'wait':
      return waitWords(step);
    case 'branch':
      return `If ${conditionWords(step.condition)}`;
    case 'call':
      return step.action === 'notify' ? `Notify: ${step.title}` : `Send the webhook ${step.type}`;
  }
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A length of time in the greatest unit that it is a whole number of. */
function lengthWords(seconds: number): string {
  const [unit, size] = units.find(([, length]) => seconds >= length && seconds % length === 0) ?? ['', 1];
  const number = seconds / size;
  return unit === '' ? duration(seconds * 1_000) : `${number} ${unit}${number === 1 ? '' : 's'}`;
}

function waitWords({ seconds, until }: Extract<Step, { kind: 'wait' }>): string {
  if (!until) return `Wait ${lengthWords(seconds ?? 0)}`;
  const what = until.condition ? ` where ${conditionWords(until.condition)}` : '';
  return `Wait until the contact is changed${what}, at most ${lengthWords(until.timeout)}`;
}
