import type { Comparison, Condition } from '../workflow-facts.js';

export type Shape = 'comparison' | 'all' | 'any' | 'not';

export const shapeLabels: Readonly<Record<Shape, string>> = {
  comparison: 'One field',
  all: 'All of these',
  any: 'Any of these',
  not: 'Not',
};

export const shapes: readonly Shape[] = ['comparison', 'all', 'any', 'not'];

export const blankComparison: Comparison = { field: '', op: 'eq', value: '' };

export function shapeOf(condition: Condition): Shape {
  if ('all' in condition) return 'all';
  if ('any' in condition) return 'any';
  return 'not' in condition ? 'not' : 'comparison';
}

/** The parts of a condition; a comparison is its own only one. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'not' in condition ? [condition.not] : [condition];
}

/** The same parts in another shape. */
export function shaped(shape: Shape, parts: readonly Condition[]): Condition {
  const first = parts[0] ?? blankComparison;
  if (shape === 'all') return { all: [...parts] };
  if (shape === 'any') return { any: [...parts] };
  if (shape === 'not') return { not: first };
  return shapeOf(first) === 'comparison' ? first : blankComparison;
}
