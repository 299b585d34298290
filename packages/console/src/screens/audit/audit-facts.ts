import type { components } from '../../api/generated/schema.js';

type Schemas = components['schemas'];

export type Entry = Schemas['EntryView'];
export type Alert = Schemas['AlertView'];
export type ServiceEvent = Schemas['ServiceEventView'];
export type Verification = Schemas['Verification'];
export type Checkpoint = Schemas['CheckpointView'];

export const alertStatuses: readonly Alert['status'][] = ['open', 'acknowledged'];
export const alertSeverities: readonly Alert['severity'][] = ['medium', 'high', 'critical'];

/** What entries are about. */
export const targetKinds = [
  'contact',
  'endpoint',
  'import',
  'notification',
  'role',
  'tenant',
  'token',
  'user',
  'workflow',
];

/** `user role changed` of `crm.user-role.changed.v1`, and what is no event of ours as it is. */
export const kindOf = (type: string): string => type.replace(/^crm\.(.*)\.v\d+$/, '$1').replaceAll(/[.-]/g, ' ');

/** What a rule of the alerts watches for. */
export const ruleWords: Readonly<Record<Alert['rule'], string>> = {
  'many-invitations': 'One person invited many others in a short time',
  'privilege-raised': 'Someone was given far more access than before',
  'acting-after-deactivation': 'Someone acted after being deactivated',
  'large-import': 'An unusually large import',
  reputation: 'So many mails bounce that delivery may suffer',
  'endpoint-failing': 'A webhook endpoint keeps failing',
  'workflow-failing-series': 'A workflow keeps failing',
};
