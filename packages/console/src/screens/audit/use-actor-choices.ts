import { usePeople } from '../../people/use-people.js';
import type { Choice } from '../../ui/field.js';

/** People to filter by, and whoever is chosen already: a service, an operator. */
export function useActorChoices(chosen: string | undefined, idOf: (userId: string) => string): readonly Choice[] {
  const { people } = usePeople();
  const choices = people.map(({ id, name }) => ({ value: idOf(id), label: name }));
  if (chosen === undefined || choices.some(({ value }) => value === chosen)) return choices;
  return [{ value: chosen, label: chosen.replaceAll(/[:-]/g, ' ') }, ...choices];
}
