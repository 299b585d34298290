import { addMonths } from './calendar.js';

/** From the first moment of `start` to the last before `end`. */
export interface Period {
  readonly start: Date;
  readonly end: Date;
}

/** The `index`-th month from the anchor, beginning with 0. */
export function monthOf(anchor: Date, index: number): Period {
  return { start: addMonths(anchor, index), end: addMonths(anchor, index + 1) };
}
