import type { PermissionPolicyChanged } from '@crm/events';
import { describe, expect, test } from 'vitest';
import { Naming } from '../people/naming.js';
import { contactUpdated, customerProfileMerged } from './customer-sentences.js';
import { notificationBounced, webhookDelivered, webhookFailed, workflowExecuted } from './delivery-sentences.js';
import { onboardingStarted, tenantCreated, tenantDeactivated, tenantSuspended } from './tenant-sentences.js';
import {
  bulkImportCompleted,
  permissionPolicyChanged,
  userDeactivated,
  userInvited,
  userRoleChanged,
} from './user-sentences.js';

const people = new Map([
  ['olivia', 'Olivia Owner'],
  ['bob', 'Bob Baker'],
]);
const names = new Naming('user:olivia', 'Acme', people);
const by = (actor: string) => new Naming(actor, null, people);
const at = '2026-03-01T12:00:00Z';
const tenantId = 'acme';

describe('who acts is called', () => {
  test.each([
    ['user:olivia', 'Olivia Owner'],
    ['user:unheard-of', 'A user'],
    ['operator:1', 'A platform operator'],
    ['service:onboarding-orchestrator', 'The onboarding orchestrator'],
    ['anonymous', 'Somebody who was not signed in'],
  ])('%s: %s', (actor, called) => expect(by(actor).actor).toBe(called));
});

describe('the tenant', () => {
  const change = { tenantId, revision: 2, at };

  test('is created', () => {
    const owner = { email: 'olivia@acme.example', name: 'Olivia Owner' };
    const data = {
      tenantId,
      name: 'Acme',
      slug: 'acme',
      plan: 'growth' as const,
      owner,
      timeZone: 'UTC',
      createdAt: at,
    };
    expect(tenantCreated(by('operator:1'), data)).toBe(
      'A platform operator created the tenant Acme on the plan growth, with Olivia Owner as its owner.',
    );
  });

  test('is suspended and closed, with the reason and one full stop', () => {
    expect(tenantSuspended(names, { ...change, reason: 'The invoice is overdue' })).toBe(
      'Olivia Owner suspended Acme: The invoice is overdue.',
    );
    expect(tenantDeactivated(by('operator:1'), { ...change, reason: 'They left.' })).toBe(
      'A platform operator closed the tenant for good: They left.',
    );
  });

  test('begins its onboarding', () => {
    const step = { key: 'a', title: 'A', required: true };
    const data = { tenantId, onboardingId: 'o', plan: 'standard', planVersion: 1, steps: [step], startedAt: at };
    expect(onboardingStarted(names, { ...data, expectedDays: 9.5 })).toBe(
      'The onboarding of Acme began with the plan standard: 1 step in about 10 days.',
    );
  });
});

describe('users', () => {
  const bob = { tenantId, userId: 'bob', email: 'bob@acme.example' };

  test('are invited', () => {
    const data = {
      ...bob,
      invitationId: 'i',
      name: 'Bob Baker',
      role: 'admin',
      invitedBy: 'user:olivia',
      expiresAt: at,
    };
    expect(userInvited(names, data)).toBe('Olivia Owner invited Bob Baker (bob@acme.example) as admin.');
  });

  test('get another role', () => {
    const data = { ...bob, oldRole: 'member', newRole: 'admin', changedBy: 'user:olivia', revision: 1 };
    expect(userRoleChanged(names, data)).toBe('Olivia Owner changed the role of Bob Baker from member to admin.');
    expect(userRoleChanged(names, { ...data, userId: 'unheard-of' })).toBe(
      'Olivia Owner changed the role of bob@acme.example from member to admin.',
    );
  });

  test('are deactivated', () => {
    const data = { ...bob, role: 'admin', deactivatedBy: 'user:olivia', lastAdmin: false, at };
    expect(userDeactivated(names, data, false)).toBe('Olivia Owner ended the access of Bob Baker as admin.');
    expect(userDeactivated(names, { ...data, reason: 'He moved on', lastAdmin: true }, false)).toBe(
      'Olivia Owner ended the access of Bob Baker as admin: He moved on. The tenant has no administrator any more.',
    );
    expect(userDeactivated(by('user:bob'), data, true)).toBe('Bob Baker ended their own access as admin.');
  });

  test('import rows', () => {
    const data = { tenantId, importId: 'i', kind: 'contacts' as const, startedBy: 'user:olivia', completedAt: at };
    const rows = { totalRows: 1_000, acceptedRows: 980, rejectedRows: 20 };
    expect(bulkImportCompleted(names, { ...data, ...rows, fileName: 'contacts.csv' })).toBe(
      'Olivia Owner imported 1,000 rows of contacts from contacts.csv: 980 accepted, 20 rejected.',
    );
  });
});

describe('the policy', () => {
  const changed = (change: PermissionPolicyChanged['change'], rest: Partial<PermissionPolicyChanged> = {}) => {
    const empty = { diff: [], affectedUserIds: [], lostAdminUserIds: [] };
    const data = { tenantId, policyRevision: 2, change, target: 'support', changedBy: 'user:olivia', at };
    return permissionPolicyChanged(names, { ...data, ...empty, ...rest });
  };
  const added = (permission: string) => ({ op: 'added' as const, permission });
  const removed = (permission: string) => ({ op: 'removed' as const, permission });

  test('changes by roles', () => {
    expect(changed('role-created', { diff: [added('contacts:read'), added('users:read')] })).toBe(
      'Olivia Owner made the role support with 2 permissions.',
    );
    const diff = [removed('contacts:delete'), added('contacts:read'), added('users:read')];
    expect(changed('role-updated', { diff, affectedUserIds: ['bob'] })).toBe(
      'Olivia Owner changed the role support: contacts:read and users:read added, contacts:delete removed, 1 user is affected.',
    );
    expect(changed('role-deleted')).toBe('Olivia Owner deleted the role support.');
  });

  test('changes by containment', () => {
    const affectedUserIds = ['bob'];
    expect(changed('containment-placed', { affectedUserIds, diff: [removed('contacts:export')] })).toBe(
      'Olivia Owner took 1 permission from Bob Baker because of an alert.',
    );
    expect(changed('containment-lifted', { affectedUserIds, diff: [added('a:b'), added('c:d')] })).toBe(
      'Olivia Owner gave 2 permissions back to Bob Baker.',
    );
  });
});

describe('contacts', () => {
  test('change, by field names and never by values', () => {
    const data = { tenantId, contactId: 'c', version: 2, updatedAt: at };
    const changedFields = ['firstName', 'custom.contract_end', 'email'];
    expect(contactUpdated(names, { ...data, changedFields, source: 'manual' })).toBe(
      'Olivia Owner changed the first name, contract end and email of a contact.',
    );
    const many = Array.from({ length: 12 }, (_, index) => `field${index}`);
    expect(contactUpdated(names, { ...data, changedFields: many, source: 'import' })).toBe(
      'An import changed the field0, field1, field2, field3 and 8 more of a contact.',
    );
  });

  test('are merged', () => {
    const data = { tenantId, mergeId: 'm', survivorId: 's', mergedCreatedAt: [], mergedBy: 'user:olivia', at };
    expect(customerProfileMerged(names, { ...data, mergedIds: ['a', 'b'], score: 0.934 })).toBe(
      'Olivia Owner merged 2 contacts into another (match 93 %).',
    );
  });
});

describe('what is sent and what runs', () => {
  test('mails bounce', () => {
    const data = { tenantId, notificationId: 'n', recipient: 'bob@acme.example', kind: 'hard' as const, at };
    expect(notificationBounced({ ...data, diagnostic: '550 no such user' })).toBe(
      'A mail to bob@acme.example was refused for good: 550 no such user.',
    );
  });

  test('webhooks arrive or do not', () => {
    const data = { tenantId, endpointId: 'e', messageId: 'm', messageType: 'crm.contact.updated.v1', at };
    expect(webhookDelivered({ ...data, attempts: 1, status: 204, latencyMs: 35 })).toBe(
      'A webhook endpoint accepted the message "contact updated" at once with status 204 in 35 ms.',
    );
    expect(webhookFailed({ ...data, attempts: 8, lastError: 'status 500', endpointDisabled: true })).toBe(
      'The message "contact updated" to a webhook endpoint was given up after 8 attempts: status 500. The endpoint was switched off.',
    );
  });

  test('workflows end', () => {
    const data = { tenantId, workflowId: 'w', workflowName: 'Welcome', version: 3, runId: 'r', notify: false };
    const rest = { trigger: 'crm.contact.created.v1', endedAt: at };
    expect(workflowExecuted({ ...data, ...rest, result: 'succeeded', durationMs: 125_000, stepsDone: 4 })).toBe(
      'The workflow "Welcome" (version 3) succeeded after 4 steps in 2 min 5 s.',
    );
    const failed = { result: 'failed' as const, durationMs: 1_234, stepsDone: 1, error: 'The contact is gone' };
    expect(workflowExecuted({ ...data, ...rest, ...failed })).toBe(
      'The workflow "Welcome" (version 3) failed after 1 step in 1.2 s: The contact is gone.',
    );
  });
});
