import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one of the built programs to its end, with nothing of this machine's platform in its environment. */
export function runCli(
  program: 'events' | 'links',
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  const script = join(import.meta.dirname, '../../dist/cli', `${program}.js`);
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { env: { PATH: process.env['PATH'] ?? '', ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
