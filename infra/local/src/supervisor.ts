import type { ProcessIdentity } from './process-identity.js';
import type { Say } from './say.js';
import { type Detached, spawnDetached } from './spawn-detached.js';

/** One line of the process table. */
export interface Program {
  name: string;
  /** Arguments of our own Node. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
}

interface Entry {
  program: Program;
  process: Detached;
  failures: number;
  startedAt: number;
}

/** A process that lived this long was well; its next failure counts as the first. */
const WELL_AFTER_MS = 60_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Runs programs in process groups of their own and starts again, after growing pauses, what ends by itself. Nothing it
 * started outlives this process: a guardian sees to that even after kill -9.
 */
export class Supervisor {
  private readonly entries = new Map<string, Entry>();
  private stopping = false;

  constructor(
    private readonly say: Say,
    private readonly changed: () => void = () => undefined,
    private readonly longestPauseMs = LONGEST_PAUSE_MS,
  ) {}

  start(program: Program): void {
    this.launch(program, 0);
  }

  pidOf(name: string): number {
    return this.entries.get(name)?.process.identity.pid ?? 0;
  }

  /** Whether it ended and has not been started again yet. */
  hasEnded(name: string): boolean {
    return !this.entries.get(name)?.process.isAlive();
  }

  identities(): ProcessIdentity[] {
    return [...this.entries.values()].map((entry) => entry.process.identity);
  }

  /** Asks all to stop at once (SIGTERM, SIGKILL after 20 s) and returns when all are gone. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.entries.values()].map((entry) => entry.process.end()));
  }

  private launch(program: Program, failures: number): void {
    const process_ = spawnDetached(process.execPath, program.args, {
      logFile: program.logFile,
      env: program.env,
      ending: { signal: 'SIGTERM', graceMs: 20_000, stage: 1, group: true },
      onExit: (how) => this.restart(program.name, how),
    });
    this.entries.set(program.name, { program, process: process_, failures, startedAt: Date.now() });
    this.changed();
  }

  private restart(name: string, how: string): void {
    const entry = this.entries.get(name);
    if (this.stopping || !entry) return;
    const failures = Date.now() - entry.startedAt > WELL_AFTER_MS ? 0 : entry.failures;
    const pause = Math.min(this.longestPauseMs, FIRST_PAUSE_MS * 2 ** failures);
    this.say(`${name} ended (${how}); starting it again in ${pause / 1000} s. Its log: ${entry.program.logFile}`);
    setTimeout(() => {
      if (!this.stopping) this.launch(entry.program, failures + 1);
    }, pause).unref();
  }
}
