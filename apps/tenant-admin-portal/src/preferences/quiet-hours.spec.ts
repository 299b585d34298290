import { expect, test } from 'vitest';
import { localMinute, nextLocal } from './local-time.js';
import { quietUntil } from './quiet-hours.js';

const night = { from: '22:00', to: '07:00' };
const until = (now: string, zone = 'Europe/Berlin', hours = night) =>
  quietUntil(hours, zone, new Date(now))?.toISOString();

test('quiet hours follow the clocks of their zone, over midnight', () => {
  expect(until('2026-01-15T20:59:00Z')).toBeUndefined();
  expect(until('2026-01-15T21:00:00Z')).toBe('2026-01-16T06:00:00.000Z');
  expect(until('2026-01-16T05:59:30Z')).toBe('2026-01-16T06:00:00.000Z');
  expect(until('2026-01-16T06:00:00Z')).toBeUndefined();
  expect(until('2026-01-16T12:00:00Z', 'Asia/Kolkata', { from: '17:00', to: '18:00' })).toBe(
    '2026-01-16T12:30:00.000Z',
  );
});

test('the night in which the clocks change ends when they show its end', () => {
  expect(until('2026-03-28T22:00:00Z')).toBe('2026-03-29T05:00:00.000Z');
  expect(until('2026-10-24T21:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
});

test('equal times are quiet all day, and no hours are quiet never', () => {
  expect(until('2026-01-15T12:00:00Z', 'UTC', { from: '08:00', to: '08:00' })).toBe('2026-01-16T08:00:00.000Z');
  expect(quietUntil(null, 'UTC', new Date())).toBeUndefined();
});

test('the next moment is always later, and shows the minute that was asked for', () => {
  for (let hour = 0; hour < 24 * 4; hour += 1) {
    const now = new Date(Date.UTC(2026, 2, 28) + hour * 1_800_000);
    const next = nextLocal(480, now, 'America/St_Johns');
    expect(next.getTime()).toBeGreaterThan(now.getTime());
    expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
    expect(localMinute(next, 'America/St_Johns')).toBe(480);
  }
});
