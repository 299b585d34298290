import { useRef } from 'react';
import { type Choice, choicesOf } from './field.js';

/** What a filter can be set to, where no list of it can be asked for: all that was seen while the screen is open. */
export function useSeen(
  values: readonly string[],
  known: readonly string[],
  chosen: string | undefined,
): readonly Choice[] {
  const seen = useRef(new Set(known));
  for (const value of [...known, ...values]) seen.current.add(value);
  if (chosen !== undefined) seen.current.add(chosen);
  return choicesOf([...seen.current].sort());
}
