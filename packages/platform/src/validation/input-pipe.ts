import { Readable } from 'node:stream';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { unstorableText } from '../http/json-body.js';
import { ValidationFailed } from '../http/standard-problems.js';
import { fieldErrors } from './field-errors.js';
import { type PropertyKind, propertyKinds } from './property-kinds.js';

type InputClass = new () => object;

const builtIn = new Set<unknown>([String, Number, Boolean, Array, Object, Buffer, Readable, Date, Promise, undefined]);
const rules = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: false,
} as const;

/**
 * Turns bodies and queries into instances of their classes and refuses what breaks a rule or is not known:
 * 400 `validation-failed` with every broken rule. Bodies keep their JSON types; only query texts are converted.
 */
export class InputPipe implements PipeTransform {
  private readonly kinds = new WeakMap<InputClass, Map<string, PropertyKind>>();

  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'custom') return value;
    if (builtIn.has(metatype) || value instanceof Readable) {
      return typeof value === 'string' ? checkedText(value, data ?? type) : value;
    }
    const inputClass = metatype as InputClass;
    return type === 'query'
      ? this.fromQuery(value as Record<string, unknown>, inputClass)
      : fromBody(value, inputClass);
  }

  private fromQuery(query: Record<string, unknown>, inputClass: InputClass): Promise<object> {
    let kinds = this.kinds.get(inputClass);
    if (!kinds) {
      kinds = propertyKinds(inputClass);
      this.kinds.set(inputClass, kinds);
    }
    const typed: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(query)) {
      for (const text of [value].flat()) checkedText(String(text), name);
      typed[name] = converted(value, kinds.get(name));
    }
    return checked(typed, inputClass);
  }
}

async function fromBody(value: unknown, inputClass: InputClass): Promise<object> {
  const body = value ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new ValidationFailed([{ field: '', rule: 'isObject', message: 'The body must be a JSON object' }]);
  }
  return checked(body, inputClass);
}

async function checked(plain: object, inputClass: InputClass): Promise<object> {
  const instance = plainToInstance(inputClass, plain);
  const errors = await validate(instance, rules);
  if (errors.length > 0) throw new ValidationFailed(fieldErrors(errors));
  return instance;
}

function checkedText(text: string, field: string): string {
  const problem = unstorableText(text, field);
  if (problem) throw problem;
  return text;
}

/** Text that does not look like its kind stays as it is, so that the rule of the property names the mistake. */
function converted(value: unknown, kind: PropertyKind | undefined): unknown {
  if (kind === 'array') return [value].flat();
  if (typeof value !== 'string') return value;
  if (kind === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (kind === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}
