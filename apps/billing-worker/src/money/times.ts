/**
 * `quantity` units at `price` minor units for every `per` units, rounded half to even (the banker's rule, IEEE 754
 * roundTiesToEven), so that many small amounts are not rounded in one party's favour.
 *
 * @param quantity whole, not negative
 * @param price whole, not negative
 * @param per whole, positive
 */
export function times(quantity: number, price: number, per: number): number {
  const product = BigInt(quantity) * BigInt(price);
  const divisor = BigInt(per);
  const whole = product / divisor;
  const twice = (product % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && whole % 2n === 1n);
  return Number(up ? whole + 1n : whole);
}
