// biome-ignore-all lint/suspicious/noThenProperty: a branch has a list of steps for then and one for else
import { describe, expect, test } from 'vitest';
import { mistakesOf } from './check-definition.js';
import type { Step } from './definition.js';
import { enter, firstPath, pathAfter, stepAt } from './step-path.js';

const notify = { kind: 'call', action: 'notify', title: 'Hello', text: 'World' } as const;
const full = {
  trigger: { event: 'contact.updated', changedFields: ['email'] },
  condition: {
    all: [{ field: 'event.source', op: 'in', value: ['manual'] }, { not: { field: 'contact.email', op: 'exists' } }],
  },
  steps: [
    { kind: 'set', fields: { stage: 'new', score: 1, vip: true, note: null } },
    { kind: 'wait', seconds: 0.5 },
    {
      kind: 'wait',
      until: { event: 'contact.updated', condition: { field: 'contact.a', op: 'eq', value: 1 }, timeout: 60 },
    },
    { kind: 'call', action: 'webhook', type: 'workflow.deal-won', payload: { a: 1 } },
    { kind: 'branch', condition: { field: 'event.source', op: 'eq', value: 'x' }, then: [notify], else: [] },
  ],
};

test('a definition that uses everything has no mistakes', () => {
  expect(mistakesOf(full)).toEqual([]);
});

const about = (change: object) => mistakesOf({ trigger: { event: 'contact.created' }, steps: [notify], ...change });
const step = (value: unknown) => about({ steps: [value] });
const otherwise = (value: unknown) => about({ trigger: { event: 'bulk-import.completed' }, steps: [value] });
const when = (value: unknown) => about({ condition: value });
const nested = (depth: number): unknown =>
  depth === 0 ? notify : { kind: 'branch', condition: { field: 'event.a', op: 'exists' }, then: [nested(depth - 1)] };

test.each([
  [about({ trigger: undefined }), 'trigger', 'isObject'],
  [about({ trigger: { event: 'tenant.created' } }), 'trigger.event', 'isIn'],
  [about({ trigger: { event: 'contact.created', changedFields: ['a'] } }), 'trigger.changedFields', 'trigger'],
  [about({ trigger: { event: 'contact.updated', changedFields: [] } }), 'trigger.changedFields', 'isArray'],
  [about({ trigger: { event: 'contact.updated', changedFields: [7] } }), 'trigger.changedFields.0', 'isString'],
  [about({ trigger: { event: 'contact.created', direction: 'up' } }), 'trigger.direction', 'trigger'],
  [about({ trigger: { event: 'health-score.changed', direction: 'left' } }), 'trigger.direction', 'isIn'],
  [about({ steps: [] }), 'steps', 'isArray'],
  [about({ steps: Array(51).fill(notify) }), 'steps', 'isArray'],
  [step('x'), 'steps.0.kind', 'isIn'],
  [step({ kind: 'loop' }), 'steps.0.kind', 'isIn'],
  [step({ ...notify, sound: true }), 'steps.0.sound', 'unknownField'],
  [step({ ...notify, userId: 'me' }), 'steps.0.userId', 'isUuid'],
  [step({ ...notify, title: '' }), 'steps.0.title', 'isString'],
  [step({ kind: 'call', action: 'mail' }), 'steps.0.action', 'isIn'],
  [step({ kind: 'call', action: 'webhook', type: 'contact.created' }), 'steps.0.type', 'matches'],
  [step({ kind: 'set', fields: {} }), 'steps.0.fields', 'isObject'],
  [step({ kind: 'set', fields: { a: {} } }), 'steps.0.fields.a', 'value'],
  [otherwise({ kind: 'set', fields: { a: 1 } }), 'steps.0', 'aboutContact'],
  [step({ kind: 'wait' }), 'steps.0', 'shape'],
  [step({ kind: 'wait', seconds: 1, until: {} }), 'steps.0', 'shape'],
  [step({ kind: 'wait', seconds: 0 }), 'steps.0.seconds', 'seconds'],
  [step({ kind: 'wait', until: { event: 'contact.updated' } }), 'steps.0.until.timeout', 'seconds'],
  [otherwise({ kind: 'wait', until: { event: 'contact.updated', timeout: 1 } }), 'steps.0.until', 'aboutContact'],
  [step({ kind: 'branch', then: [] }), 'steps.0.condition', 'isObject'],
  [step({ kind: 'branch', condition: { field: 'event.a', op: 'exists' }, then: [{}] }), 'steps.0.then.0.kind', 'isIn'],
  [step(nested(7)), 'steps.0.then.0.then.0.then.0.then.0.then.0.then', 'depth'],
  [when({}), 'condition', 'shape'],
  [when({ all: [], any: [] }), 'condition', 'shape'],
  [when({ all: [] }), 'condition.all', 'isArray'],
  [when({ all: [{ field: 'the email', op: 'eq', value: 1 }] }), 'condition.all.0.field', 'field'],
  [when({ not: { field: 'event.a', op: 'like', value: 1 } }), 'condition.not.op', 'isIn'],
  [when({ field: 'event.a', op: 'in', value: 'x' }), 'condition.value', 'value'],
  [when({ field: 'event.a', op: 'gt', value: null }), 'condition.value', 'value'],
  [when({ field: 'event.a', op: 'exists', value: 'yes' }), 'condition.value', 'value'],
  [when({ not: { field: 'event.a', op: 'exists' }, op: 'eq' }), 'condition.op', 'unknownField'],
])('the mistake is named: %#', (mistakes, field, rule) => {
  expect(mistakes).toContainEqual(expect.objectContaining({ field, rule }));
});

describe('the way through the steps', () => {
  const branch = (then: Step[], otherwiseSteps: Step[]): Step => ({
    kind: 'branch',
    condition: { field: 'event.a', op: 'exists' },
    then,
    else: otherwiseSteps,
  });
  const steps: Step[] = [notify, branch([notify, branch([notify], [])], []), notify];

  test('goes into branches and comes back out of them', () => {
    expect(firstPath(steps)).toBe('steps.0');
    expect(pathAfter(steps, 'steps.0')).toBe('steps.1');
    expect(enter(steps, 'steps.1', 'then')).toBe('steps.1.then.0');
    expect(enter(steps, 'steps.1', 'else')).toBe('steps.2');
    expect(pathAfter(steps, 'steps.1.then.0')).toBe('steps.1.then.1');
    expect(enter(steps, 'steps.1.then.1', 'else')).toBe('steps.2');
    expect(pathAfter(steps, 'steps.1.then.1.then.0')).toBe('steps.2');
    expect(pathAfter(steps, 'steps.2')).toBeNull();
    expect(stepAt(steps, 'steps.1.then.1.then.0')).toBe(notify);
    expect(stepAt(steps, 'steps.0.then.0')).toBeUndefined();
  });
});
