import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startVitest } from 'vitest/node';
import { type Sums, SumsReporter } from './sums-reporter.ts';

let dir: string;
beforeEach(() => {
  // Inside the repository, where the files find vitest; git ignores the folder.
  const place = join(import.meta.dirname, 'dist');
  mkdirSync(place, { recursive: true });
  dir = mkdtempSync(join(place, 'sums-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs files of tests for real and answers what the reporter wrote. */
async function sumsOf(files: Readonly<Record<string, string>>): Promise<Sums> {
  for (const [name, code] of Object.entries(files)) {
    writeFileSync(join(dir, `${name}.case.js`), `import { test, describe, beforeAll } from 'vitest';\n${code}`);
  }
  const file = join(dir, 'sums.json');
  const before = process.exitCode;
  const vitest = await startVitest('test', [], {
    root: dir,
    config: false,
    watch: false,
    include: ['*.case.js'],
    reporters: [new SumsReporter(file)],
  });
  await vitest.close();
  process.exitCode = before;
  return JSON.parse(readFileSync(file, 'utf8')) as Sums;
}

const passes = "test('holds', () => {});\n";
const fails = "test('breaks', () => { throw new Error('no'); });\n";

test('tests are counted as they ended', async () => {
  expect(await sumsOf({ a: passes + fails, b: `${passes}test.skip('later', () => {});` })).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
  });
});

test.each([
  ['a file that cannot be imported', "import './no-such-file.js';\n"],
  ['a file that throws', "throw new Error('no');\n"],
  ['an error that nobody catches', "test('holds', () => { Promise.reject(new Error('lost')); });\n"],
])('%s is a failure', async (_name, code) => {
  expect((await sumsOf({ a: passes, b: code })).failed).toBe(1);
});

test('a hook that throws is a failure, and the tests behind it did not pass', async () => {
  const sums = await sumsOf({ a: `describe('s', () => { beforeAll(() => { throw new Error('no'); });\n${passes} });` });
  expect(sums).toMatchObject({ passed: 0, failed: 1 });
});
