import { QueryClient } from '@tanstack/react-query';
import { RequestFailed } from './problem.js';

/** Refusals are final; only what may be otherwise in a moment is asked again. */
const passing = (error: unknown): boolean =>
  !(error instanceof RequestFailed) || error.problem.status === 0 || error.problem.status >= 500;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && passing(error),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
  },
});
