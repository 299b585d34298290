import { useMutation, useQueryClient } from '@tanstack/react-query';
import { tell } from './toasts.js';

/**
 * An act on the platform. When it is done, `done` says so and the queries under `refresh` are asked again; a refusal is
 * said unless the caller shows it (`quiet`).
 */
export function useAct<Input, Output>(
  act: (input: Input) => Promise<Output>,
  about: {
    done?: string | ((output: Output) => string);
    refresh?: readonly (readonly unknown[])[];
    quiet?: boolean;
  } = {},
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (output) => {
      if (about.done) tell(typeof about.done === 'string' ? about.done : about.done(output));
      await Promise.all((about.refresh ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    onError: (error) => {
      if (!about.quiet) tell(error);
    },
  });
}
