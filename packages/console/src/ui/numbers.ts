const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

export const count = (value: number): string => plain.format(value);
/** @param value of 1, as the API has shares */
export const share = (value: number): string => percent.format(value);
/** A number of things: `1 tenant`, `2 tenants`. */
export const counted = (value: number, thing: string): string => `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
export const short = (value: number): string => compact.format(value);

/** @param minor integer minor units, as the API has money */
export function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${plain.format(ms / 1_000)} s`;
  if (ms >= 172_800_000) return `${plain.format(ms / 86_400_000)} days`;
  const [whole, unit, part, rest] =
    ms < 3_600_000 ? ([60_000, 'min', 1_000, 's'] as const) : ([3_600_000, 'h', 60_000, 'min'] as const);
  const left = Math.round((ms % whole) / part);
  return `${Math.floor(ms / whole)} ${unit}${left === 0 ? '' : ` ${left} ${rest}`}`;
}

export function bytes(value: number): string {
  const mebibytes = value / 1_048_576;
  return mebibytes >= 1 ? `${plain.format(mebibytes)} MiB` : `${plain.format(value / 1_024)} KiB`;
}
