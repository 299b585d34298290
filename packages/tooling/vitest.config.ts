import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Specs run against real servers that are started once for the whole run; see `packages/testing`. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: ['{apps,packages,infra}/**/*.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['@crm/testing/setup'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
