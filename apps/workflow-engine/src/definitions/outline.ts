import type { Step } from './definition.js';

/**
 * A step as others may know it: what it does, asks and waits for. The texts, values and payloads that people put into
 * steps stay here, since any of them can hold what is nobody else's affair.
 */
export function outlineOf(step: Step): Readonly<Record<string, unknown>> {
  const { kind } = step;
  switch (step.kind) {
    case 'set':
      return { kind, fields: Object.keys(step.fields) };
    case 'wait':
      return { ...step };
    case 'branch': {
      const { condition, then, else: otherwise = [] } = step;
      // biome-ignore lint/suspicious/noThenProperty: a branch has a list of steps for then
      return { kind, condition, then: then.map(outlineOf), else: otherwise.map(outlineOf) };
    }
    case 'call':
      return { kind, action: step.action, ...(step.action === 'webhook' ? { type: step.type } : {}) };
  }
}
