import type { PlatformAt } from '@crm/scenarios';
import { startPlatform } from '@crm/scenarios/harness';
import type { TestProject } from 'vitest/node';

export interface HubPlatform {
  readonly at: PlatformAt;
  /** Its state names the broker and its processes. */
  readonly stateDir: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    hubPlatform: HubPlatform;
  }
}

/** A platform whose flows wait for an orchestrator from outside. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { at, stateDir, stop } = await startPlatform({ ORCHESTRATOR: 'external' });
  project.provide('hubPlatform', { at, stateDir });
  return stop;
}
