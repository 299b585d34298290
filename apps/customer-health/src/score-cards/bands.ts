import type { HealthBand } from '@crm/events';

/** Lowest score of each band. */
const floors: readonly (readonly [HealthBand, number])[] = [
  ['healthy', 70],
  ['at-risk', 40],
  ['critical', 0],
];
const order: readonly HealthBand[] = ['critical', 'at-risk', 'healthy'];

/** A band is entered from below only when its floor is passed by this much, so that a score on the edge does not flicker. */
const hysteresis = 5;

export function isAbove(band: HealthBand, other: HealthBand): boolean {
  return order.indexOf(band) > order.indexOf(other);
}

/** The band of a score for a tenant that is in `current` now. */
export function bandOf(score: number, current: HealthBand): HealthBand {
  const by = (value: number): HealthBand => floors.find(([, floor]) => value >= floor)?.[0] ?? 'critical';
  const band = by(score);
  if (!isAbove(band, current)) return band;
  const earned = by(score - hysteresis);
  return isAbove(earned, current) ? earned : current;
}
