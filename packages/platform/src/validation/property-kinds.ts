import { getMetadataStorage } from 'class-validator';

export type PropertyKind = 'number' | 'boolean' | 'array' | 'object' | 'string';

type AnyClass = new () => object;

const numeric = new Set(['isInt', 'isNumber', 'min', 'max', 'isPositive', 'isNegative', 'isLatitude', 'isLongitude']);

/**
 * What each validated property of a class holds, for sources that only have text (the environment, a query string).
 * Told by the declared type, else by the default value, else by the rules, as TypeScript emits no type for
 * `limit = 50`.
 */
export function propertyKinds(type: AnyClass): Map<string, PropertyKind> {
  const defaults = new type() as Record<string, unknown>;
  const kinds = new Map<string, PropertyKind>();
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    const name = rule.propertyName;
    const known = kinds.get(name);
    if (known && known !== 'string') continue;
    kinds.set(name, declared(type, name) ?? byDefault(defaults[name]) ?? byRule(rule.name ?? '', rule.each));
  }
  return kinds;
}

function declared(type: AnyClass, name: string): PropertyKind | undefined {
  const design: unknown = Reflect.getMetadata('design:type', type.prototype, name);
  if (design === Number) return 'number';
  if (design === Boolean) return 'boolean';
  if (design === Array) return 'array';
  if (design === String) return 'string';
  return undefined;
}

function byDefault(value: unknown): PropertyKind | undefined {
  if (Array.isArray(value)) return 'array';
  if (value === null || value === undefined) return undefined;
  const kind = typeof value;
  return kind === 'number' || kind === 'boolean' || kind === 'object' || kind === 'string' ? kind : undefined;
}

function byRule(rule: string, each: boolean): PropertyKind {
  if (each || rule.startsWith('array') || rule === 'isArray') return 'array';
  if (numeric.has(rule)) return 'number';
  if (rule === 'isBoolean') return 'boolean';
  if (rule === 'isObject') return 'object';
  return 'string';
}
