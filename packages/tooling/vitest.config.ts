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
    // Tests that are concurrent wait for the same thing, a service each.
    maxConcurrency: 12,
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
          maxWorkers: 4,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...stories('packages/{scenarios,console}/scenarios/**/*.scenario.ts', 'scenarios/harness/platform-setup'),
          name: 'scenarios',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...stories('packages/interop/scenarios/**/*.scenario.ts', 'interop/harness/hub-setup'),
          name: 'interop',
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...stories('packages/{scenarios,console}/faults/**/*.fault.ts', 'scenarios/harness/fault-setup'),
          name: 'faults',
          fileParallelism: false,
          // One worker for all: its tenants are signed up once.
          isolate: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});

/** Stories of a project share one whole platform, with the time that it needs; where they break it, one file at a time. */
function stories(include: string, setup: string) {
  return {
    include: [include],
    globalSetup: [`packages/${setup}.ts`],
    testTimeout: 180_000,
    hookTimeout: 300_000,
  };
}
