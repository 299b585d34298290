import { join } from 'node:path';
import { sayDoors } from './doors.js';
import { releaseLock, takeLock } from './lock.js';
import { PlatformRun } from './platform-run.js';
import { type Say, sayTo } from './say.js';
import { readState } from './state.js';
import { statusOf } from './status.js';
import { forget } from './stop.js';
import { playStory, readStory } from './story.js';

/**
 * `npm start`: runs everything until Ctrl-C or SIGTERM and returns the exit code. `--once` ends after the story, with
 * the story's exit code; `--json` prints what runs and what the story saw as one document on stdout; `--one-process` hosts
 * all services in one process; `--fresh` forgets all data first.
 */
export async function main(root: string, argv: readonly string[]): Promise<number> {
  const flag = (name: string) => argv.includes(`--${name}`);
  const say = sayTo(flag('json') ? process.stderr : process.stdout);
  const stateDir = join(root, '.crm');
  if (!takeLock(stateDir)) {
    say(
      `It runs already: ${readState(stateDir).run?.gatewayUrl ?? 'it is just starting'}. Stop it with "npm run stop".`,
    );
    return 1;
  }
  if (flag('fresh')) {
    forget(root);
    takeLock(stateDir);
  }
  const abort = stopOnSignals(say);
  let platform: PlatformRun | undefined;
  try {
    platform = await PlatformRun.plan({ root, stateDir, oneProcess: flag('one-process'), abort, say });
    await platform.start();
    const storyCode = await playStory({ root, stateDir }, platform, abort, say);
    const story = readStory(stateDir);
    sayDoors(platform.run, platform.secrets, story?.tenant, say);
    if (flag('json')) {
      process.stdout.write(`${JSON.stringify({ ...(await statusOf(root)), ...story }, null, 2)}\n`);
    }
    if (flag('once')) return storyCode;
    await aborted(abort);
    return 0;
  } catch (error) {
    if (abort.aborted) return 0;
    say(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    say('Stopping');
    await platform?.stop();
    releaseLock(stateDir);
  }
}

/** The first signal stops in order; a second Ctrl-C gives up waiting, and the guardian ends what is left. */
function stopOnSignals(say: Say): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted && name === 'SIGINT') {
        say('Ending at once');
        process.exit(130);
      }
      controller.abort();
    });
  }
  process.on('disconnect', () => controller.abort());
  return controller.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  // A timer keeps the process alive: all children are unreferenced.
  const alive = setInterval(() => undefined, 60_000);
  return new Promise((resolve) => {
    const done = () => {
      clearInterval(alive);
      resolve();
    };
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}
