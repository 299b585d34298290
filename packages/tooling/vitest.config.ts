import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { SumsReporter } from './sums-reporter.ts';

const sumsFile = process.env['CRM_TEST_SUMS'];

/** `npm test` runs the projects in rounds, as many files at once as two cores carry. See README.md. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    reporters: ['default', ...(sumsFile ? [new SumsReporter(sumsFile)] : [])],
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'specs',
          include: ['{apps,packages,infra}/**/*.spec.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['@crm/testing/setup'],
          isolate: false,
          // Most wait for a server as long as they work.
          maxWorkers: 3,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      storiesIn(
        'scenarios',
        'packages/{scenarios,console}/scenarios/**/*.scenario.ts',
        'scenarios/harness/platform-setup',
        1,
        true,
      ),
      storiesIn('interop', 'packages/interop/scenarios/**/*.scenario.ts', 'interop/harness/hub-setup', 2),
      storiesIn('faults', 'packages/scenarios/faults/**/*.fault.ts', 'scenarios/harness/fault-setup', 3),
    ],
  },
});

/** Stories of a project share one whole platform, with the time that it needs; where they break it, one file at a time. */
function storiesIn(name: string, include: string, setup: string, groupOrder: number, fileParallelism = false) {
  return {
    extends: true as const,
    test: {
      name,
      include: [include],
      globalSetup: [`packages/${setup}.ts`],
      fileParallelism,
      testTimeout: 180_000,
      hookTimeout: 300_000,
      sequence: { groupOrder },
    },
  };
}
