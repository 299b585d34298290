const minuteMs = 60_000;
const dayMinutes = 1_440;

/** Minutes since midnight on the clocks of an IANA zone. */
export function localMinute(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [hour = '0', minute = '0'] = parts.format(at).split(':');
  return Number(hour) * 60 + Number(minute);
}

/** The next moment after `now` at which the clocks of a zone show `minute`; changes of the clocks are followed. */
export function nextLocal(minute: number, now: Date, timeZone: string): Date {
  const wait = (minute - localMinute(now, timeZone) + dayMinutes) % dayMinutes || dayMinutes;
  const guess = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs + wait * minuteMs);
  const off = minute - localMinute(guess, timeZone);
  const correction = off > dayMinutes / 2 ? off - dayMinutes : off < -dayMinutes / 2 ? off + dayMinutes : off;
  const corrected = new Date(guess.getTime() + correction * minuteMs);
  return corrected > now ? corrected : guess;
}
