/** What a program of ours writes; the exit code says how it went: 0 well, 1 not well, 2 called wrongly. */
export interface Output {
  /** Standard output: what was asked for. */
  print(text: string): void;
  /** Standard error: what went wrong, as sentences. */
  complain(text: string): void;
}

/** The program was called in a way that it does not understand. */
export class WrongUsage extends Error {}

/** Runs a program to its exit code; errors become one sentence and not a stack. */
export async function runCli(main: (output: Output) => Promise<number>): Promise<void> {
  const output: Output = {
    print: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
  };
  process.exitCode = await main(output).catch((error: unknown) => {
    output.complain(error instanceof Error ? error.message : String(error));
    return error instanceof WrongUsage || isParseError(error) ? 2 : 1;
  });
}

/** `node:util` says that an option is unknown or lacks its value by errors with such codes. */
function isParseError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
