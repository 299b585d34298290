import { IsDateString, IsInt, Max, Min } from 'class-validator';
import type { LiveState } from './live-state.js';
import type { Patch } from './merge-patch.js';

export class SamplesQuery {
  /** A moment of the last hour. */
  @IsDateString() from: string;
  @IsDateString() to: string;
  @IsInt() @Min(1) @Max(2_000) limit: number = 500;
}

export interface SampleView {
  /** As the `id:` of its server-sent event. */
  id: number;
  at: Date;
  /** JSON Merge Patch (RFC 7396) on the state after the sample before. */
  delta: Patch;
}

export interface SamplesView {
  /** The state at `from`; null when nothing is known. */
  state: LiveState | null;
  /** Of the sample that `state` is made of. */
  id: number;
  /** What came after it, up to `to`. */
  samples: SampleView[];
  /** `from` of the next part; null when this is the last one. */
  nextFrom: Date | null;
}
