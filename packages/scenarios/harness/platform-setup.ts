import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PlatformRun } from '@crm/local';
import type { TestProject } from 'vitest/node';
import type { PlatformAt } from '../src/platform/platform.js';

declare module 'vitest' {
  interface ProvidedContext {
    platformAt: PlatformAt;
  }
}

const root = resolve(import.meta.dirname, '../../..');

/** Retries and alert windows that a person waits for are short in scenarios; everything else is as in production. */
const environment = {
  INBOX_RETRY_SECONDS: '0.5,1,2,5,10,20,60',
  WEBHOOK_RETRY_SECONDS: '1,2',
  RATE_LIMIT_SIGN_IN_PER_MINUTE: '100000',
  RATE_LIMIT_SIGN_UP_PER_MINUTE: '100000',
};

export interface StartedPlatform {
  readonly at: PlatformAt;
  readonly stateDir: string;
  readonly run: PlatformRun;
  stop(): Promise<void>;
}

/** The whole platform as twelve processes with a PostgreSQL and a RabbitMQ of its own, in a folder that goes with it. */
export async function startPlatform(env: Record<string, string> = {}): Promise<StartedPlatform> {
  const stateDir = await mkdtemp(join(tmpdir(), 'crm-platform-'));
  const abort = new AbortController();
  const run = await PlatformRun.plan({
    root,
    stateDir,
    oneProcess: false,
    abort: abort.signal,
    say: () => undefined,
    portShift: 40 * (1 + (process.pid % 250)),
    env: { ...environment, LOG_LEVEL: 'warn', ...env },
    longestPauseMs: 300,
  });
  const stop = async (): Promise<void> => {
    await run.stop();
    await rm(stateDir, { recursive: true, force: true });
  };
  try {
    await run.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const { gatewayUrl, outsideUrl, rabbitmq } = run.run;
  const at = { gatewayUrl, outsideUrl, operator: run.secrets.operator, managementUrl: rabbitmq.managementUrl };
  return { at, stateDir, run, stop };
}

/** One platform for all scenarios of a run, or the one that `npm run scenarios -- --against` names. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { GATEWAY_URL, OUTSIDE_URL, OPERATOR_EMAIL, OPERATOR_PASSWORD, MANAGEMENT_URL: managementUrl } = process.env;
  if (GATEWAY_URL && OUTSIDE_URL && OPERATOR_EMAIL && OPERATOR_PASSWORD) {
    const operator = { email: OPERATOR_EMAIL, password: OPERATOR_PASSWORD };
    const at = { gatewayUrl: GATEWAY_URL, outsideUrl: OUTSIDE_URL, operator };
    project.provide('platformAt', { ...at, ...(managementUrl ? { managementUrl } : {}) });
    return async () => undefined;
  }
  const platform = await startPlatform();
  project.provide('platformAt', platform.at);
  return platform.stop;
}
