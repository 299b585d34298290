/** One line for the person who watches. */
export type Say = (line: string) => void;

/** With `--json` stdout belongs to the one document, and people read stderr. */
export function sayTo(stream: NodeJS.WritableStream): Say {
  return (line) => void stream.write(`${line}\n`);
}

/** Says what was done and how long it took. */
export async function timed<T>(say: Say, what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  say(`  ${what} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return result;
}
