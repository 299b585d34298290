import { type ScreenState, screenStates } from './states.ts';
import type { Subject } from './subjects.ts';

export const sizes = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } } as const;
export const themes = ['light', 'dark'] as const;

export interface Look {
  readonly width: keyof typeof sizes;
  readonly theme: (typeof themes)[number];
}

export const statesOf = ({ short }: Subject): readonly ScreenState[] =>
  screenStates.filter((state) => state !== 'many' || !short);

export const fileOf = ({ name }: Subject, state: ScreenState, { width, theme }: Look): string =>
  `${name}.${state}.${width}.${theme}.png`;
