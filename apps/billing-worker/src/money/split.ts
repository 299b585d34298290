/**
 * Splits a whole amount in proportion to weights, without losing or making a unit: the parts are whole numbers that add
 * up to `total` exactly.
 *
 * By the largest remainder (Hamilton's method): every part is its exact share rounded down, and the units that are left
 * go one each to the largest fractions; of equal fractions to the earlier part. So no part is a unit or more away from
 * its exact share.
 *
 * @param total not negative
 * @param weights whole numbers, none negative and not all zero
 */
export function split(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (total < 0 || sum <= 0n || weights.some((weight) => weight < 0)) {
    throw new RangeError(`${total} cannot be split by ${weights.join(':')}.`);
  }
  const shares = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, whole: product / sum, rest: product % sum };
  });
  let left = BigInt(total) - shares.reduce((all, { whole }) => all + whole, 0n);
  const byRest = [...shares].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  for (const share of byRest) {
    if (left === 0n) break;
    share.whole += 1n;
    left -= 1n;
  }
  return shares.map(({ whole }) => Number(whole));
}
