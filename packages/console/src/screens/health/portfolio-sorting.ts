import type { components } from '../../api/generated/schema.js';
import type { Sorting } from '../../ui/sort-header.js';

export type PortfolioEntry = components['schemas']['PortfolioEntry'];
export type PortfolioBand = PortfolioEntry['band'];

export const bands: readonly PortfolioBand[] = ['healthy', 'at-risk', 'critical'];
export const sortables = ['tenant', 'score', 'change', 'at'] as const;
export type SortBy = (typeof sortables)[number];

/** Those who fell most come first. */
export const byDrop: Sorting<SortBy> = { by: 'change', direction: 'ascending' };

export interface NamedEntry extends PortfolioEntry {
  readonly name: string;
  readonly change: number;
}

export function sorted(entries: readonly NamedEntry[], { by, direction }: Sorting<SortBy>): readonly NamedEntry[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const compare = {
    tenant: (a: NamedEntry, b: NamedEntry) => a.name.localeCompare(b.name),
    score: (a: NamedEntry, b: NamedEntry) => a.score - b.score,
    change: (a: NamedEntry, b: NamedEntry) => a.change - b.change,
    at: (a: NamedEntry, b: NamedEntry) => Date.parse(a.at) - Date.parse(b.at),
  }[by];
  return entries.toSorted((a, b) => sign * compare(a, b) || a.tenantId.localeCompare(b.tenantId));
}
