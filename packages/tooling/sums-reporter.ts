import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

export interface Sums {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Writes the real sums of a run to a file. What did not get to say whether it holds has failed: a file that cannot be
 * imported, a hook that throws, a test that was not reached, an error that nobody caught.
 */
export class SumsReporter implements Reporter {
  constructor(private readonly file: string) {}

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const sums = modules.map(sumsOf).reduce(add, { passed: 0, failed: errors.length, skipped: 0 });
    if (reason === 'interrupted') sums.failed++;
    writeFileSync(this.file, JSON.stringify(sums));
  }
}

const add = (a: Sums, b: Sums): Sums => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

function sumsOf(module: TestModule): Sums {
  const sums = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) sums.failed++;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    sums[state === 'pending' ? 'failed' : state]++;
  }
  return sums;
}
