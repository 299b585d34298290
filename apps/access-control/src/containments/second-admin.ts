import type { Caller } from '@crm/platform';
import type { Binding } from '../bindings/binding.entity.js';
import type { Subject } from '../subjects/subject.entity.js';
import type { Containment } from './containment.entity.js';

/** What is known of a user who wants to lift a containment. */
export interface Lifter {
  readonly subject: Pick<Subject, 'invitedBy'> | undefined;
  readonly bindings: readonly Pick<Binding, 'setBy'>[];
  readonly contained: boolean;
}

/**
 * Why this caller may not lift the containment; undefined when they may. Nobody lifts their own, and nobody who is
 * contained lifts another's. A critical one is also not lifted by a user whom the contained user invited or gave a
 * role: a stolen account would else bring its own second administrator along. Operators of the platform always may.
 */
export function refusalToLift(
  { subjectId, severity }: Pick<Containment, 'subjectId' | 'severity'>,
  caller: Pick<Caller, 'kind' | 'subject'>,
  { subject, bindings, contained }: Lifter,
): string | undefined {
  if (caller.kind === 'operator') return undefined;
  if (caller.subject === subjectId) return 'Nobody lifts their own containment.';
  if (contained) return 'You are contained yourself.';
  const suspect = `user:${subjectId}`;
  if (severity === 'critical' && (subject?.invitedBy === suspect || bindings.some(({ setBy }) => setBy === suspect))) {
    return 'The contained user gave you your access. Ask an administrator who does not owe it to them, or the support.';
  }
  return undefined;
}
