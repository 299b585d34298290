import { permissions } from '@crm/events';
import { isDeniedBy, isInForce } from '../containments/containment-effect.js';
import { isAllowedWhileSuspended } from '../overlays/overlay.js';
import { type AnyPermission, isOurs } from '../permissions/any-permission.js';
import type { Standing } from './standing.js';

/** Stable: clients branch on them. */
export type Reason =
  | 'allowed-by-role'
  | 'subject-unknown'
  | 'subject-not-active'
  | 'subject-deactivated'
  | 'permission-not-granted'
  | 'tenant-suspended'
  | 'tenant-deactivated'
  | 'contained';

/** One thing that was looked at, in the order of looking. */
export interface Step {
  readonly check: 'tenant' | 'subject' | 'roles' | 'overlay' | 'containment';
  readonly outcome: 'passed' | 'denied';
  readonly sentence: string;
  readonly bindingId?: string;
  readonly role?: string;
  readonly overlay?: 'suspension' | 'deactivation';
  readonly containmentId?: string;
}

export interface Decision {
  readonly allowed: boolean;
  readonly reason: Reason;
  readonly explanation: readonly Step[];
}

type Verdict = { readonly steps: readonly Step[]; readonly denial?: Reason };

/**
 * Whether the subject may do what `permission` names. The first check that denies gives the reason; of a subject who
 * is active all checks are shown, so that nobody clears one obstacle only to meet the next.
 */
export function decide(standing: Standing, permission: AnyPermission, now: Date): Decision {
  const fundamental = [checkTenant(standing), checkSubject(standing)];
  const verdicts = fundamental.some(({ denial }) => denial)
    ? fundamental.slice(0, fundamental.findIndex(({ denial }) => denial) + 1)
    : [
        ...fundamental,
        checkRoles(standing, permission),
        checkOverlay(standing, permission),
        checkContainments(standing, permission, now),
      ];
  const denial = verdicts.find((verdict) => verdict.denial)?.denial;
  return {
    allowed: denial === undefined,
    reason: denial ?? 'allowed-by-role',
    explanation: verdicts.flatMap(({ steps }) => steps),
  };
}

/** Everything the subject may do now. */
export function effectivePermissions(standing: Standing, now: Date): AnyPermission[] {
  return grantedPermissions(standing).filter((permission) => decide(standing, permission, now).allowed);
}

/** Everything that the subject's roles grant, whatever takes it away: ours in their order, then the tenant's own. */
export function grantedPermissions({ bindings, roles }: Standing): AnyPermission[] {
  const granted = new Set(bindings.flatMap(({ role }) => roles.get(role) ?? []));
  const custom = [...granted].filter((permission) => !isOurs(permission)).sort();
  return [...permissions.filter((permission) => granted.has(permission)), ...custom];
}

function checkTenant({ tenant }: Standing): Verdict {
  if (tenant.status === 'deactivated') {
    const sentence = `The tenant was closed for good, which denies everything to everybody: ${tenant.reason}`;
    return denied('tenant-deactivated', { check: 'tenant', sentence, overlay: 'deactivation' });
  }
  return passed({ check: 'tenant', sentence: `The tenant is ${tenant.status}.` });
}

function checkSubject({ subject }: Standing): Verdict {
  if (!subject) {
    return denied('subject-unknown', { check: 'subject', sentence: 'No user with this id was ever invited here.' });
  }
  if (subject.status === 'deactivated') {
    const sentence = `The user was deactivated${subject.deactivatedAt ? ` on ${subject.deactivatedAt.toISOString()}` : ''}.`;
    return denied('subject-deactivated', { check: 'subject', sentence });
  }
  if (subject.status === 'invited') {
    const sentence = 'The user was invited and has not signed in yet.';
    return denied('subject-not-active', { check: 'subject', sentence });
  }
  return passed({ check: 'subject', sentence: 'The user is active.' });
}

function checkRoles({ bindings, roles }: Standing, permission: AnyPermission): Verdict {
  const grants = bindings.filter(({ role }) => roles.get(role)?.includes(permission));
  if (grants.length > 0) {
    return passed(
      ...grants.map(({ id, role }) => ({
        check: 'roles' as const,
        sentence: `The role ${role} grants ${permission}.`,
        bindingId: id,
        role,
      })),
    );
  }
  const sentence = (role: string): string =>
    roles.has(role) ? `The role ${role} does not grant ${permission}.` : `There is no role ${role} any more.`;
  const steps = bindings.map(({ id, role }) => ({
    check: 'roles' as const,
    sentence: sentence(role),
    bindingId: id,
    role,
  }));
  const none = { check: 'roles' as const, sentence: 'The user has no role.' };
  return denied('permission-not-granted', ...(steps.length > 0 ? steps : [none]));
}

function checkOverlay({ tenant }: Standing, permission: AnyPermission): Verdict {
  if (tenant.status !== 'suspended') return passed();
  const step = { check: 'overlay' as const, overlay: 'suspension' as const };
  if (isAllowedWhileSuspended(permission)) {
    return passed({ ...step, sentence: `The tenant is suspended, which leaves ${permission} open.` });
  }
  const left = isOurs(permission) ? 'leaves only reading, export, billing and support' : 'closes its own applications';
  return denied('tenant-suspended', { ...step, sentence: `The tenant is suspended, which ${left}: ${tenant.reason}` });
}

function checkContainments({ containments }: Standing, permission: AnyPermission, now: Date): Verdict {
  const inForce = containments.filter((containment) => isInForce(containment, now));
  const steps = inForce.map(({ id, severity, rule, expiresAt }) => {
    const denies = isDeniedBy(severity, permission);
    const end = expiresAt ? `until ${expiresAt.toISOString()}` : 'until another administrator lifts it';
    const effect = denies ? `takes ${permission} away` : `leaves ${permission} alone`;
    const step: Step = {
      check: 'containment',
      outcome: denies ? 'denied' : 'passed',
      sentence: `The user is contained because of a ${severity} alert (${rule}) ${end}, which ${effect}.`,
      containmentId: id,
    };
    return step;
  });
  return steps.some(({ outcome }) => outcome === 'denied') ? { steps, denial: 'contained' } : { steps };
}

function passed(...steps: Omit<Step, 'outcome'>[]): Verdict {
  return { steps: steps.map((step) => ({ ...step, outcome: 'passed' })) };
}

function denied(denial: Reason, ...steps: Omit<Step, 'outcome'>[]): Verdict {
  return { steps: steps.map((step) => ({ ...step, outcome: 'denied' })), denial };
}
