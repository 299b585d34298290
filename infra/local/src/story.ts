import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformRun } from './platform-run.js';
import { readJson } from './private-files.js';
import { runProgram } from './run-program.js';
import type { Say } from './say.js';

/** What the newest story left: every event and link with what was seen, and the first customer's tenant. */
export interface StoryReport {
  events: unknown[];
  links: unknown[];
  missing: string[];
  tenant?: { id: string; slug: string; owner: { email: string; password: string } };
}

const fileOf = (stateDir: string) => join(stateDir, 'story.json');

export function readStory(stateDir: string): StoryReport | undefined {
  return readJson<StoryReport>(fileOf(stateDir));
}

/** Plays the first customer's story and keeps its report; answers its exit code, 0 where there is no story. */
export async function playStory(
  { root, stateDir }: { root: string; stateDir: string },
  platform: PlatformRun,
  abort: AbortSignal,
  say: Say,
): Promise<number> {
  const main = join(root, 'packages', 'scenarios', 'dist', 'story', 'main.js');
  if (!existsSync(main)) {
    say('  There is no story to play yet.');
    return 0;
  }
  rmSync(fileOf(stateDir), { force: true });
  const { run, secrets } = platform;
  const env = {
    ...process.env,
    GATEWAY_URL: run.gatewayUrl,
    OUTSIDE_URL: run.outsideUrl,
    OPERATOR_EMAIL: secrets.operator.email,
    OPERATOR_PASSWORD: secrets.operator.password,
  };
  const output = (chunk: Buffer) => say(chunk.toString().trimEnd());
  const code = await runProgram(['--enable-source-maps', main, fileOf(stateDir)], { env, output, abort });
  if (code !== 0 && !abort.aborted) {
    const missing = readStory(stateDir)?.missing ?? [];
    say(['The story failed.', ...missing].join('\n  '));
  }
  return code;
}
