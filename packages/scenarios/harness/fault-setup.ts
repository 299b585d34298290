import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { PlatformAt } from '../src/platform/platform.js';
import { startPlatform } from './platform-setup.js';

/** A platform of test builds for all faults of a run: its state names the processes, its folder arms them. */
export interface FaultyPlatform {
  readonly at: PlatformAt;
  readonly stateDir: string;
  readonly faultsDir: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    faultyPlatform: FaultyPlatform;
  }
}

/** Short enough to see an event exhausted, long enough to outlive a service that is killed and starts again. */
const retrySeconds = '0.3,1,2,4,8';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const faultsDir = await mkdtemp(join(tmpdir(), 'crm-faults-'));
  const env = { NODE_ENV: 'test', CRM_FAULTS_DIR: faultsDir, INBOX_RETRY_SECONDS: retrySeconds };
  const { at, stateDir, stop } = await startPlatform(env);
  project.provide('faultyPlatform', { at, stateDir, faultsDir });
  return async () => {
    await stop();
    await rm(faultsDir, { recursive: true, force: true });
  };
}
