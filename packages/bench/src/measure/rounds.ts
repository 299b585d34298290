export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Pair {
  readonly ours: Spread;
  readonly limit: Spread;
  /** Round by round ours / limit, so that a drift of the machine's speed cancels out. */
  readonly ratio: Spread;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return { median: at(Math.floor(sorted.length / 2)), min: at(0), max: at(sorted.length - 1) };
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** Runs both in turn, `rounds` times after one that is not counted, the order changing from round to round. */
export async function interleaved(
  rounds: number,
  ours: () => Promise<number>,
  limit: () => Promise<number>,
): Promise<Pair> {
  const [pair] = await interleavedFigures(
    rounds,
    async () => [await ours()],
    async () => [await limit()],
  );
  return pair as Pair;
}

/** The same for runs that have several figures each; one pair for each of them. */
export async function interleavedFigures(
  rounds: number,
  ours: () => Promise<readonly number[]>,
  limit: () => Promise<readonly number[]>,
): Promise<Pair[]> {
  const a: (readonly number[])[] = [];
  const b: (readonly number[])[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const oursFirst = round % 2 === 0;
    const first = oursFirst ? await ours() : await limit();
    const second = oursFirst ? await limit() : await ours();
    if (round < 0) continue;
    a.push(oursFirst ? first : second);
    b.push(oursFirst ? second : first);
  }
  return (a[0] ?? []).map((_, index) => pairOf(columnOf(a, index), columnOf(b, index)));
}

const columnOf = (rows: readonly (readonly number[])[], index: number): number[] =>
  rows.map((row) => row[index] ?? Number.NaN);

function pairOf(ours: readonly number[], limit: readonly number[]): Pair {
  const ratios = ours.map((value, index) => value / (limit[index] ?? 1));
  return { ours: spreadOf(ours), limit: spreadOf(limit), ratio: spreadOf(ratios) };
}

const figure = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));
export const textOf = ({ median, min, max }: Spread): string => `${figure(median)} (${figure(min)} to ${figure(max)})`;

/** One line per figure; `goal` is the ratio that is wanted. */
export function say(name: string, unit: string, pair: Pair, goal: string): void {
  console.log(
    `${name}: ours ${textOf(pair.ours)} ${unit}, limit ${textOf(pair.limit)} ${unit}, ratio ${textOf(pair.ratio)}, goal ${goal}`,
  );
}
