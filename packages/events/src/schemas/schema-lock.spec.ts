import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDifferences, lockText, writeLock } from './schema-lock.js';

const small = { type: 'object', required: ['b', 'a'], properties: { b: { type: 'string' }, a: { type: 'string' } } };
const grown = { ...small, properties: { ...small.properties, c: { type: 'string' } } };

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'crm-lock-'));
  file = join(dir, 'lock.json');
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a lock that is missing is said and can be written', () => {
  expect(lockDifferences(file, { e: small })[0]).toMatch(/is missing; run "npm run links -- --write"/);
  expect(writeLock(file, { e: small })).toEqual([]);
  expect(lockDifferences(file, { e: small })).toEqual([]);
});

test('growth must be written, and then holds', () => {
  writeLock(file, { e: small });
  expect(lockDifferences(file, { e: grown })).toEqual([
    'The schemas of the events have grown; run "npm run links -- --write" and commit the lock.',
  ]);
  expect(writeLock(file, { e: grown })).toEqual([]);
  expect(lockDifferences(file, { e: grown })).toEqual([]);
});

test('a breaking change is neither passed nor written', () => {
  writeLock(file, { e: grown });
  const before = readFileSync(file, 'utf8');
  expect(lockDifferences(file, { e: small })).toEqual(['c of e has been removed.']);
  expect(writeLock(file, { e: small })).toEqual(['c of e has been removed.']);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a lock edited by hand is noticed', () => {
  writeLock(file, { e: small });
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
  expect(lockDifferences(file, { e: small })).toHaveLength(1);
});

test('the order of declarations makes no difference', () => {
  const turned = { required: ['a', 'b'], properties: { a: { type: 'string' }, b: { type: 'string' } }, type: 'object' };
  expect(lockText({ e: turned })).toBe(lockText({ e: small }));
});
