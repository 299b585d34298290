import type { Condition, Definition, Step } from '../workflow-facts.js';
import { isRecord } from './read-json.js';

/** Whether something has the shape that the form can show; whether it is right is for the service to say. */
export function isDefinition(value: unknown): value is Definition {
  if (!isRecord(value) || !isRecord(value['trigger']) || typeof value['trigger']['event'] !== 'string') return false;
  const { condition = null, steps } = value;
  return (condition === null || isCondition(condition)) && isSteps(steps);
}

const isSteps = (value: unknown): value is Step[] => Array.isArray(value) && value.every(isStep);

function isStep(value: unknown): value is Step {
  if (!isRecord(value)) return false;
  switch (value['kind']) {
    case 'set':
      return isRecord(value['fields']);
    case 'wait':
      return value['until'] === undefined || (isRecord(value['until']) && isOptional(value['until']['condition']));
    case 'call':
      return value['action'] === 'notify' || value['action'] === 'webhook';
    case 'branch':
      return (
        isCondition(value['condition']) &&
        isSteps(value['then']) &&
        (value['else'] === undefined || isSteps(value['else']))
      );
    default:
      return false;
  }
}

const isOptional = (value: unknown): boolean => value === undefined || isCondition(value);

function isCondition(value: unknown): value is Condition {
  if (!isRecord(value)) return false;
  const parts = value['all'] ?? value['any'];
  if (parts !== undefined) return Array.isArray(parts) && parts.every(isCondition);
  if (value['not'] !== undefined) return isCondition(value['not']);
  return typeof value['field'] === 'string' && typeof value['op'] === 'string';
}
