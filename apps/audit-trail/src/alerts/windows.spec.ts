import { describe, expect, it } from 'vitest';
import { badSeries, fullWindow, type Match } from './windows.js';

const at = (second: number, bad = true): Match => ({ entryId: `e${second}`, at: new Date(second * 1_000), bad });
const ids = (matches: readonly Match[] | undefined) => matches?.map(({ entryId }) => entryId);

describe('a full window', () => {
  const around = (seconds: number[], newest: number) =>
    fullWindow(
      seconds.map((second) => at(second)),
      `e${newest}`,
      3,
      10_000,
    );

  it('holds as many as the threshold, the new one among them', () => {
    expect(around([1, 5], 5)).toBeUndefined();
    expect(ids(around([1, 5, 11], 11)?.matches)).toEqual(['e1', 'e5', 'e11']);
    expect(around([1, 5, 12], 12)).toBeUndefined();
    expect(around([1, 2, 3, 40], 40)).toBeUndefined();
  });

  it('slides: the earliest one that fits is taken, and ends after its full length', () => {
    const window = around([1, 8, 12, 13], 13);
    expect(ids(window?.matches)).toEqual(['e8', 'e12', 'e13']);
    expect(window?.end).toEqual(new Date(18_000));
  });

  it('is found in whatever order its matches came', () => {
    for (const newest of [3, 7, 9]) expect(ids(around([9, 3, 7], newest)?.matches)).toEqual(['e3', 'e7', 'e9']);
  });
});

describe('a bad series', () => {
  it('is as long as the threshold and ended by a good one', () => {
    expect(badSeries([at(1), at(2)], 'e2', 3)).toBeUndefined();
    expect(ids(badSeries([at(1), at(2), at(3)], 'e3', 3)?.matches)).toEqual(['e1', 'e2', 'e3']);
    expect(badSeries([at(1), at(2, false), at(3), at(4)], 'e4', 3)).toBeUndefined();
    expect(badSeries([at(1), at(2), at(3), at(4, false)], 'e4', 3)).toBeUndefined();
  });

  it('is found when a late one closes the row', () => {
    expect(ids(badSeries([at(0, false), at(1), at(3), at(2), at(4, false)], 'e2', 3)?.matches)).toEqual([
      'e1',
      'e2',
      'e3',
    ]);
  });
});
