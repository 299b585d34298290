import type { Subject } from '../subjects/subject.entity.js';
import type { Binding } from './binding.entity.js';

/**
 * Brings a subject's bindings to the state that follows from all that is known: of the roles that the user was given
 * one after the other only the newest is held, and nothing outlives the user's deactivation. Events that arrive late
 * or twice lead to the same state.
 */
export function settleBindings(subject: Subject, bindings: readonly Binding[]): void {
  const ownRoles = bindings.filter(({ source }) => source === 'user').sort((a, b) => a.assignment - b.assignment);
  ownRoles.forEach((binding, index) => {
    binding.revision = index + 1;
    const successor = ownRoles[index + 1];
    if (successor) end(binding, successor.since, 'role-changed');
    else settle(binding, subject);
  });
  for (const binding of bindings) {
    if (binding.source === 'request' && binding.endedBecause !== 'taken-back') settle(binding, subject);
  }
}

function settle(binding: Binding, subject: Subject): void {
  if (subject.deactivatedAt) {
    end(binding, subject.deactivatedAt, 'user-deactivated');
  } else {
    binding.status = subject.status === 'active' ? 'active' : 'invited';
    binding.endedAt = null;
    binding.endedBecause = null;
  }
}

function end(binding: Binding, at: Date, because: NonNullable<Binding['endedBecause']>): void {
  binding.status = 'ended';
  binding.endedAt = at;
  binding.endedBecause = because;
}
