import { type AlertSeverity, builtInRoles, permissions } from '@crm/events';
import { describe, expect, it } from 'vitest';
import { isDeniedBy } from '../containments/containment-effect.js';
import { isAllowedWhileSuspended } from '../overlays/overlay.js';
import type { AnyPermission } from '../permissions/any-permission.js';
import { decide, effectivePermissions } from './decide.js';
import type { Standing } from './standing.js';

const everything: readonly AnyPermission[] = [...permissions, 'shop:read', 'shop:refund'];
const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-01T12:30:00Z');
const earlier = new Date('2026-03-01T11:30:00Z');

/** mulberry32: the same seed makes the same standings. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function anyStanding(random: () => number): Standing {
  const one = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const some = <T>(most: number, make: (index: number) => T): T[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, (_, index) => make(index));
  const roles = new Map<string, readonly AnyPermission[]>([
    ...Object.entries(builtInRoles),
    ['custom', everything.filter(() => random() < 0.3)],
  ]);
  const status = one('active', 'active', 'active', 'suspended', 'deactivated');
  return {
    tenant: { status, reason: status === 'active' ? null : 'Overdue.', since: status === 'active' ? null : earlier },
    subject: one(undefined, ...(['active', 'active', 'active', 'invited', 'deactivated'] as const)) && {
      id: 'u',
      status: one('active', 'active', 'active', 'invited', 'deactivated'),
      deactivatedAt: null,
    },
    bindings: some(3, (index) => ({ id: `b${index}`, role: one(...roles.keys(), 'vanished') })),
    roles,
    containments: some(2, (index) => ({
      id: `c${index}`,
      severity: one<AlertSeverity>('medium', 'high', 'critical'),
      rule: 'a-rule',
      expiresAt: one(null, earlier, later),
    })),
  };
}

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const rounds = 400;

function forAll(check: (standing: Standing, permission: AnyPermission, random: () => number) => void): void {
  const random = generator(seed);
  for (let round = 0; round < rounds; round += 1) {
    const standing = anyStanding(random);
    const permission = everything[Math.floor(random() * everything.length)] as AnyPermission;
    check(standing, permission, random);
  }
}

describe(`a decision (SEED=${seed})`, () => {
  it('allows exactly when every rule of the trade allows', () => {
    let allowed = 0;
    forAll((standing, permission) => {
      const { tenant, subject, bindings, roles, containments } = standing;
      const expected =
        tenant.status !== 'deactivated' &&
        subject?.status === 'active' &&
        bindings.some(({ role }) => roles.get(role)?.includes(permission) ?? false) &&
        (tenant.status === 'active' || isAllowedWhileSuspended(permission)) &&
        containments.every(
          ({ severity, expiresAt }) => (expiresAt !== null && expiresAt <= now) || !isDeniedBy(severity, permission),
        );
      const decision = decide(standing, permission, now);
      expect(decision.allowed).toBe(expected);
      expect(decision.reason === 'allowed-by-role').toBe(expected);
      if (expected) allowed += 1;
    });
    expect(allowed, 'the generator makes both outcomes').toBeGreaterThan(rounds / 50);
  });

  it('always explains itself, and a denial names what denies', () => {
    forAll((standing, permission) => {
      const { allowed, reason, explanation } = decide(standing, permission, now);
      expect(explanation.length).toBeGreaterThan(0);
      expect(explanation.some(({ outcome }) => outcome === 'denied')).toBe(!allowed);
      for (const { sentence } of explanation) expect(sentence).toMatch(/^[A-Z].*\.$/);
      const names = {
        'allowed-by-role': explanation.some(({ check, bindingId, role }) => check === 'roles' && bindingId && role),
        contained: explanation.some(({ containmentId, outcome }) => containmentId && outcome === 'denied'),
        'tenant-suspended': explanation.some(({ overlay }) => overlay === 'suspension'),
        'tenant-deactivated': explanation.some(({ overlay }) => overlay === 'deactivation'),
        'permission-not-granted': explanation.filter(({ check }) => check === 'roles').length >= 1,
        'subject-unknown': standing.subject === undefined,
        'subject-not-active': standing.subject?.status === 'invited',
        'subject-deactivated': standing.subject?.status === 'deactivated',
      };
      expect(names[reason], reason).toBeTruthy();
    });
  });

  it('is never widened by a containment or a suspension, and is restored exactly when they go', () => {
    forAll((standing, _permission, random) => {
      const free: Standing = {
        ...standing,
        tenant: { status: 'active', reason: null, since: null },
        containments: [],
      };
      const before = effectivePermissions(free, now);
      const severity = (['medium', 'high', 'critical'] as const)[Math.floor(random() * 3)] ?? 'high';
      const contained = { ...free, containments: [{ id: 'c', severity, rule: 'r', expiresAt: later }] };
      const during = effectivePermissions(contained, now);
      expect(before).toEqual(expect.arrayContaining(during));
      if (severity === 'critical') expect(during).toEqual([]);
      if (severity === 'medium') expect(during).toEqual(before);
      expect(effectivePermissions(contained, new Date(later.getTime() + 1))).toEqual(before);
      const suspended = effectivePermissions({ ...free, tenant: { ...standing.tenant, status: 'suspended' } }, now);
      expect(suspended).toEqual(before.filter(isAllowedWhileSuspended));
    });
  });

  it('of a closed tenant and of a deactivated user is always no', () => {
    forAll((standing, permission) => {
      const closed: Standing = { ...standing, tenant: { status: 'deactivated', reason: 'Left.', since: now } };
      expect(decide(closed, permission, now)).toMatchObject({ allowed: false, reason: 'tenant-deactivated' });
      const gone: Standing = { ...standing, subject: { id: 'u', status: 'deactivated', deactivatedAt: now } };
      expect(decide(gone, permission, now).allowed).toBe(false);
    });
  });

  it('leaves nothing of the tenant`s own permissions to a suspended tenant or a contained user', () => {
    const standing: Standing = {
      tenant: { status: 'active', reason: null, since: null },
      subject: { id: 'u', status: 'active', deactivatedAt: null },
      bindings: [{ id: 'b', role: 'clerk' }],
      roles: new Map([['clerk', ['shop:refund', 'contacts:read', 'shop:read']]]),
      containments: [],
    };
    expect(effectivePermissions(standing, now)).toEqual(['contacts:read', 'shop:read', 'shop:refund']);
    const suspended: Standing = { ...standing, tenant: { status: 'suspended', reason: 'Overdue.', since: earlier } };
    expect(effectivePermissions(suspended, now)).toEqual(['contacts:read']);
    expect(decide(suspended, 'shop:read', now).explanation.at(-1)?.sentence).toBe(
      'The tenant is suspended, which closes its own applications: Overdue.',
    );
    const containment = { id: 'c', severity: 'high' as const, rule: 'many-invitations', expiresAt: later };
    const contained: Standing = { ...standing, containments: [containment] };
    expect(effectivePermissions(contained, now)).toEqual(['contacts:read']);
    expect(decide(contained, 'shop:refund', now).reason).toBe('contained');
  });

  it('shows every obstacle of an active user at once', () => {
    const standing: Standing = {
      tenant: { status: 'suspended', reason: 'The invoice is overdue.', since: earlier },
      subject: { id: 'u', status: 'active', deactivatedAt: null },
      bindings: [{ id: 'b', role: 'admin' }],
      roles: new Map(Object.entries(builtInRoles)),
      containments: [{ id: 'c', severity: 'high', rule: 'many-invitations', expiresAt: later }],
    };
    expect(decide(standing, 'contacts:delete', now)).toEqual({
      allowed: false,
      reason: 'tenant-suspended',
      explanation: [
        { check: 'tenant', outcome: 'passed', sentence: 'The tenant is suspended.' },
        { check: 'subject', outcome: 'passed', sentence: 'The user is active.' },
        {
          check: 'roles',
          outcome: 'passed',
          sentence: 'The role admin grants contacts:delete.',
          bindingId: 'b',
          role: 'admin',
        },
        {
          check: 'overlay',
          outcome: 'denied',
          overlay: 'suspension',
          sentence:
            'The tenant is suspended, which leaves only reading, export, billing and support: The invoice is overdue.',
        },
        {
          check: 'containment',
          outcome: 'denied',
          sentence:
            'The user is contained because of a high alert (many-invitations) until 2026-03-01T12:30:00.000Z, which takes contacts:delete away.',
          containmentId: 'c',
        },
      ],
    });
  });
});
