import {
  AuditAlertTriggered,
  BulkImportCompleted,
  ContactCreated,
  ContactUpdated,
  HealthScoreChanged,
  OnboardingStarted,
} from '@crm/events';

/** What can start a workflow: the name in a definition, and the event behind it. */
export const triggers = {
  'contact.created': ContactCreated,
  'contact.updated': ContactUpdated,
  'health-score.changed': HealthScoreChanged,
  'onboarding.started': OnboardingStarted,
  'bulk-import.completed': BulkImportCompleted,
  'audit-alert.triggered': AuditAlertTriggered,
} as const;

export type TriggerName = keyof typeof triggers;
export const triggerNames = Object.keys(triggers) as TriggerName[];

/** Runs of these are about one contact; only they may read and change one. */
export const isAboutContact = (name: string): boolean => name === 'contact.created' || name === 'contact.updated';
