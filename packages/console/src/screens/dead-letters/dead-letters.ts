import { eventMap } from 'virtual:event-map';
import { useQueries } from '@tanstack/react-query';
import { answered, api } from '../../api/api.js';
import type { components, paths } from '../../api/generated/schema.js';

export type Service = paths['/v1/operations/{service}/dead-letters']['get']['parameters']['path']['service'];
export type Letter = components['schemas']['DeadLetterView'];
export type Group = components['schemas']['LettersGroup'] & { readonly service: Service };

/** Who hears something, and so may have to give something up. */
export const hearers = eventMap.hears.map(({ service }) => service as Service);

export const groupKey = ({ service, reason, type }: Group): string => `${service} ${reason ?? ''} ${type}`;

/** The dead letters of all services by reason and type, most first; a service that does not answer is in `missing`. */
export function useGroups() {
  return useQueries({
    queries: hearers.map((service) => ({
      queryKey: ['dead-letters', service, 'groups'],
      queryFn: () =>
        answered(api.GET('/v1/operations/{service}/dead-letters/groups', { params: { path: { service } } })),
      refetchInterval: 5_000,
    })),
    combine: (answers) => ({
      groups: answers
        .flatMap(({ data }, index) =>
          (data?.items ?? []).map((group): Group => ({ ...group, service: hearers[index] as Service })),
        )
        .sort((a, b) => b.count - a.count),
      missing: hearers.filter((_, index) => answers[index]?.isError),
      loading: answers.some(({ isPending }) => isPending),
      error: answers.every(({ isError }) => isError) ? answers[0]?.error : undefined,
      retry: () => {
        for (const { refetch } of answers) void refetch();
      },
    }),
  });
}

/** The lists that an act changes. What it was done to is closed, and not asked for again. */
export const listsOf = (service: Service): readonly (readonly unknown[])[] => [
  ['dead-letters', service, 'groups'],
  ['dead-letters', service, 'page'],
];
