import {
  BulkImportCompleted,
  ContactUpdated,
  CustomerProfileMerged,
  NotificationBounced,
  PermissionPolicyChanged,
  UserDeactivated,
  UserInvited,
  UserRoleChanged,
  WebhookFailed,
  WorkflowExecuted,
} from '@crm/events';
import type { Entry } from '../entries/entry.entity.js';
import type { RuleKey, RuleNumbers, RuleSettings } from './rule-settings.js';

/** What a rule looks at. */
export type Seen = Pick<Entry, 'type' | 'actor' | 'targetId' | 'tenantId' | 'detail'>;

export interface Rule extends RuleNumbers {
  readonly key: RuleKey;
  /**
   * `window`: so many matches within so many seconds. `series`: so many bad ones in a row. `each`: every match alerts.
   * `frozen`: as `window`, but only what its actor did after the end of their timeline.
   */
  readonly kind: 'window' | 'series' | 'each' | 'frozen';
  /** Types of the events whose entries count. */
  readonly on: readonly string[];
  /** What is counted together. */
  readonly groupOf: (entry: Seen) => string;
  /** Undefined: it does not count. In a series a good one ends it. */
  readonly verdict: (entry: Seen, numbers: RuleNumbers) => 'bad' | 'good' | undefined;
  readonly summary: (count: number, entry: Seen) => string;
}

const rank: Readonly<Record<string, number>> = { viewer: 0, member: 1, admin: 2, owner: 3 };
/** A tenant's own role stands beside `member`. */
const rankOf = (role: unknown): number => rank[String(role)] ?? 1;
const badIf = (bad: boolean): 'bad' | undefined => (bad ? 'bad' : undefined);
const minutes = (count: number): number => count * 60;

/** Deeds of a person at the moment of the event; what only ended then may have begun before. */
const deeds: readonly string[] = [
  UserInvited.type,
  UserRoleChanged.type,
  UserDeactivated.type,
  PermissionPolicyChanged.type,
  ContactUpdated.type,
  CustomerProfileMerged.type,
];

/** What deserves somebody's attention. */
const rules: readonly Rule[] = [
  {
    key: 'many-invitations',
    kind: 'window',
    threshold: 12,
    windowSeconds: minutes(10),
    severity: 'high',
    on: [UserInvited.type],
    groupOf: ({ actor }) => actor,
    verdict: ({ actor }) => badIf(!actor.startsWith('service:')),
    summary: (count) => `${count} users were invited by one actor in a short time.`,
  },
  {
    key: 'privilege-raised',
    kind: 'window',
    threshold: 5,
    windowSeconds: minutes(10),
    severity: 'high',
    on: [UserRoleChanged.type],
    groupOf: ({ actor }) => actor,
    verdict: ({ detail }) => badIf(rankOf(detail['newRole']) > rankOf(detail['oldRole'])),
    summary: (count) => `${count} users were given a higher role by one actor in a short time.`,
  },
  {
    key: 'acting-after-deactivation',
    kind: 'frozen',
    threshold: 1,
    windowSeconds: minutes(60),
    severity: 'critical',
    on: deeds,
    groupOf: ({ actor }) => actor,
    // An import, a workflow or a bounce carries on what its author once began.
    verdict: ({ actor, detail }) =>
      badIf(actor.startsWith('user:') && (detail['source'] === undefined || detail['source'] === 'manual')),
    summary: () => 'A user acted after having been deactivated.',
  },
  {
    key: 'large-import',
    kind: 'each',
    threshold: 50_000,
    windowSeconds: 1,
    severity: 'medium',
    on: [BulkImportCompleted.type],
    groupOf: ({ targetId }) => targetId,
    verdict: ({ detail }, { threshold }) => badIf(Number(detail['totalRows']) > threshold),
    summary: (_count, { detail }) => `An unusually large import had ${Number(detail['totalRows'])} rows.`,
  },
  {
    key: 'reputation',
    kind: 'window',
    threshold: 10,
    windowSeconds: minutes(60),
    severity: 'medium',
    on: [NotificationBounced.type],
    groupOf: ({ tenantId }) => tenantId,
    verdict: () => 'bad',
    summary: (count) => `${count} mails bounced in a short time, which harms the reputation of the sender.`,
  },
  {
    key: 'endpoint-failing',
    kind: 'window',
    threshold: 5,
    windowSeconds: minutes(60),
    severity: 'medium',
    on: [WebhookFailed.type],
    groupOf: ({ targetId }) => targetId,
    verdict: () => 'bad',
    summary: (count) => `${count} webhook messages to one endpoint were given up in a short time.`,
  },
  {
    key: 'workflow-failing-series',
    kind: 'series',
    threshold: 5,
    windowSeconds: 1,
    severity: 'medium',
    on: [WorkflowExecuted.type],
    groupOf: ({ targetId }) => targetId,
    verdict: ({ detail }) =>
      detail['result'] === 'failed' ? 'bad' : detail['result'] === 'succeeded' ? 'good' : undefined,
    summary: (count, { detail }) => `The workflow "${String(detail['workflowName'])}" failed ${count} times in a row.`,
  },
];

export function rulesWith(settings: RuleSettings): readonly Rule[] {
  return rules.map((rule) => ({ ...rule, ...settings[rule.key] }));
}
