import { useSyncExternalStore } from 'react';
import { type Live, liveStore } from './live-store.js';

/** The platform as it is now, while the component is shown. */
export function useLive(): Live {
  return useSyncExternalStore(liveStore.subscribe, liveStore.current);
}
