/** `22:40`, as the clocks of an IANA zone show it. */
export function timeIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    at,
  );
}

/** Whether quiet hours hold at a time of day; over midnight when they begin later than they end. As the service does. */
export function isQuiet({ from, to }: { from: string; to: string }, time: string): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to;
}
