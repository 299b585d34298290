export type Grain = 'hour' | 'day';

export const widthOf: Readonly<Record<Grain, number>> = { hour: 3_600_000, day: 86_400_000 };

/** Begin of the bucket of a moment, in UTC. */
export function bucketAt(at: Date, grain: Grain): Date {
  return new Date(Math.floor(at.getTime() / widthOf[grain]) * widthOf[grain]);
}

/** The begins of all buckets from `from`, which is one, to before `to`. */
export function bucketsBetween(from: Date, to: Date, grain: Grain): Date[] {
  const count = Math.max(0, Math.ceil((to.getTime() - from.getTime()) / widthOf[grain]));
  return Array.from({ length: count }, (_, index) => new Date(from.getTime() + index * widthOf[grain]));
}
