const dayLength = 86_400;

const texts = (options: Intl.DateTimeFormatOptions, utc: boolean): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', utc ? { ...options, timeZone: 'UTC' } : options);

/** What stands at the ticks of a time axis: days where they are far apart, times of day where they are near. */
export function tickTexts(ticks: readonly number[], step: number, utc: boolean): string[] {
  const format =
    step >= dayLength
      ? texts({ day: 'numeric', month: 'short' }, utc)
      : texts({ hour: '2-digit', minute: '2-digit', ...(step < 60 ? { second: '2-digit' } : {}) }, utc);
  return ticks.map((tick) => format.format(tick * 1_000));
}

/** The moment that is pointed at. A bucket in UTC is a day and has no time of it. */
export function momentText(second: number, utc: boolean): string {
  const format = utc ? texts({ dateStyle: 'medium' }, true) : texts({ dateStyle: 'medium', timeStyle: 'short' }, false);
  return format.format(second * 1_000);
}

/** How far apart equal times are. */
export function bucketOf(seconds: readonly number[]): number {
  const [first, second] = seconds;
  return first === undefined || second === undefined ? dayLength : second - first;
}
