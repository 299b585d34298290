import type { ValueTransformer } from 'typeorm';

/** ISO 4217 codes that prices are in. Every amount is a whole number of the currency's minor unit: 4900 EUR is 49.00 euros. */
export const currencies = ['EUR'] as const;
export type Currency = (typeof currencies)[number];

/** bigint columns, which the driver answers as text; amounts stay far below 2^53. */
export const wholeNumber: ValueTransformer = {
  to: (value: number | null): number | null => value,
  from: (value: string | null): number | null => (value === null ? null : Number(value)),
};
