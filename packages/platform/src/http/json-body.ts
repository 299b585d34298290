import { isUtf8 } from 'node:buffer';
import { Problem } from './problem.js';
import { InvalidUtf8, MalformedJson, ValidationFailed } from './standard-problems.js';

/** Deeper documents are refused: what reads them later may recurse. */
const deepest = 64;

/**
 * Reads a JSON body strictly (RFC 8259). An empty body is `undefined`.
 * @throws Problem 400 `invalid-utf8`, `malformed-json` or `validation-failed` (characters that cannot be stored)
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new InvalidUtf8();
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch (error) {
    throw new MalformedJson(error instanceof Error ? withoutQuote(error.message) : undefined);
  }
  // Only an escape can bring in NUL or half a surrogate pair: raw ones are no JSON and no UTF-8.
  if (value !== null && typeof value === 'object') inspect(value, [], text.includes('\\u'));
  else if (typeof value === 'string') inspectText(value, []);
  return value;
}

/** V8 quotes the text around a mistake; the caller's data does not belong into answers and logs. */
function withoutQuote(message: string): string {
  const place = /at position \d+( \(line \d+ column \d+\))?/.exec(message);
  return place ? `The mistake is ${place[0]}.` : 'It ends too early or is no JSON at all.';
}

function inspect(value: object, path: string[], escapes: boolean): void {
  if (path.length >= deepest) throw new MalformedJson(`It is nested deeper than ${deepest} levels.`);
  for (const key of Object.keys(value)) {
    const item: unknown = Reflect.get(value, key);
    if (key === '__proto__' || (key === 'constructor' && isPrototypeAttack(item))) {
      throw new MalformedJson(`The name ${key} is not allowed.`);
    }
    if (escapes) inspectText(key, path);
    if (item === null) continue;
    if (typeof item === 'object') inspect(item, [...path, key], escapes);
    else if (escapes && typeof item === 'string') inspectText(item, [...path, key]);
  }
}

function isPrototypeAttack(item: unknown): boolean {
  return item !== null && typeof item === 'object' && Object.hasOwn(item, 'prototype');
}

function inspectText(text: string, path: readonly string[]): void {
  const problem = unstorableText(text, path.join('.'));
  if (problem) throw problem;
}

/** PostgreSQL stores no NUL and UTF-8 no half of a surrogate pair. */
export function unstorableText(text: string, field: string): Problem | undefined {
  if (text.includes('\0')) {
    return new ValidationFailed([
      { field, rule: 'noNul', message: `${field || 'The text'} must not contain the character NUL` },
    ]);
  }
  if (!text.isWellFormed()) {
    return new ValidationFailed([
      { field, rule: 'wellFormed', message: `${field || 'The text'} must be well-formed Unicode` },
    ]);
  }
  return undefined;
}
