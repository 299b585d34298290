import { useSyncExternalStore } from 'react';

const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');

export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      reduced.addEventListener('change', listener);
      return () => reduced.removeEventListener('change', listener);
    },
    () => reduced.matches,
  );
}
