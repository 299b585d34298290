import { operators } from './condition.js';
import type { Findings } from './findings.js';

const deepest = 6;

/** Tells what is wrong with a condition, by the path of each mistake. */
export function checkCondition(
  value: unknown,
  path: string,
  aboutContact: boolean,
  findings: Findings,
  depth = 0,
): void {
  const condition = findings.object(value, path, ['all', 'any', 'not', 'field', 'op', 'value']);
  if (!condition) return;
  if (depth > deepest) {
    findings.add(path, 'depth', `must not be nested deeper than ${deepest} levels`);
    return;
  }
  const [shape, ...more] = ['all', 'any', 'not', 'field'].filter((name) => name in condition);
  if (!shape || more.length > 0) {
    findings.add(path, 'shape', 'must have exactly one of all, any, not and field');
    return;
  }
  if (shape === 'field') {
    checkComparison(condition, path, aboutContact, findings);
    return;
  }
  const extra = ['op', 'value'].find((name) => name in condition);
  if (extra) findings.add(`${path}.${extra}`, 'unknownField', `does not belong beside ${shape}`);
  if (shape === 'not') {
    checkCondition(condition['not'], `${path}.not`, aboutContact, findings, depth + 1);
    return;
  }
  const parts = findings.list(condition[shape], `${path}.${shape}`, 1, 20) ?? [];
  for (const [index, part] of parts.entries()) {
    checkCondition(part, `${path}.${shape}.${index}`, aboutContact, findings, depth + 1);
  }
}

function checkComparison(
  { field, op, value }: Record<string, unknown>,
  path: string,
  aboutContact: boolean,
  findings: Findings,
): void {
  if (typeof field !== 'string' || !/^((event|contact)\.)?[\w-]{1,63}(\.[\w-]{1,63}){0,4}$/.test(field)) {
    findings.add(`${path}.field`, 'field', 'must be a name such as event.source, contact.email or company');
  } else if (field.startsWith('contact.') && !aboutContact) {
    findings.add(`${path}.field`, 'aboutContact', 'cannot read a contact: the trigger is not about one');
  }
  if (!operators.some((known) => known === op)) {
    findings.add(`${path}.op`, 'isIn', `must be one of ${operators.join(', ')}`);
    return;
  }
  const rule = valueRule(String(op), value);
  if (rule) findings.add(`${path}.value`, 'value', rule);
}

const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

function valueRule(op: string, value: unknown): string | undefined {
  if (op === 'exists') {
    return value === undefined || typeof value === 'boolean' ? undefined : 'must be true, false or left out';
  }
  if (op === 'in') {
    const isList = Array.isArray(value) && value.length > 0 && value.length <= 100 && value.every(isScalar);
    return isList ? undefined : 'must be a list of 1 to 100 texts, numbers or booleans';
  }
  if (op === 'gt' || op === 'lt') {
    return typeof value === 'number' || typeof value === 'string' ? undefined : 'must be a number or a text';
  }
  return isScalar(value) ? undefined : 'must be a text, a number, a boolean or null';
}
