import { localMinute, nextLocal } from './local-time.js';

/** From one time of day to another, `HH:MM`, over midnight when `from` is the later one. Equal times: the whole day. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** When the quiet hours end that hold at `now`; undefined when they do not hold. */
export function quietUntil(hours: QuietHours | null, timeZone: string, now: Date): Date | undefined {
  if (!hours) return undefined;
  const [from, to, at] = [minuteOf(hours.from), minuteOf(hours.to), localMinute(now, timeZone)];
  const quiet = from < to ? at >= from && at < to : at >= from || at < to;
  return quiet ? nextLocal(to, now, timeZone) : undefined;
}
