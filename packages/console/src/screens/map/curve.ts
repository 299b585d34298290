import type { MapLink } from 'virtual:event-map';

/** A link is drawn as one cubic Bézier curve, level at both ends. */
const bend = 105;

export function pathOf({ from: [x1, y1], to: [x2, y2] }: MapLink): string {
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

/** The point at `t` in 0 to 1 of the way. */
export function pointOn({ from: [x1, y1], to: [x2, y2] }: MapLink, t: number): readonly [x: number, y: number] {
  const u = 1 - t;
  const x = u ** 3 * x1 + 3 * u * u * t * (x1 + bend) + 3 * u * t * t * (x2 - bend) + t ** 3 * x2;
  const y = (u ** 3 + 3 * u * u * t) * y1 + (3 * u * t * t + t ** 3) * y2;
  return [x, y];
}
