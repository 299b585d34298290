const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const signed = new Intl.NumberFormat('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' });

/** Points of a score, to the hundredth that the service counts in. */
export const points = (value: number): string => exact.format(value);
export const change = (value: number): string => signed.format(Math.round(value * 100) / 100);

/** Hundredths as whole numbers add up without rounding. */
export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + Math.round(value * 100), 0) / 100;
