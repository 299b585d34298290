import { useSyncExternalStore } from 'react';
import { type SessionState, type SignedInUser, session } from './session.js';

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.current);
}

/** Whoever is signed in; for screens behind the sign-in. */
export function useUser(): SignedInUser {
  const state = useSession();
  if (state.status !== 'signed-in') throw new Error('Nobody is signed in.');
  return state.user;
}

/** Whether the user may do what needs `permission`; operators may in every tenant. */
export function useMay(permission: string): boolean {
  const user = useUser();
  return user.kind === 'operator' || user.permissions.includes(permission);
}
