import { Matches } from 'class-validator';

/** What an endpoint may ask for beside the types that workflows make up. */
export const eventTypes = [
  'contact.created',
  'contact.updated',
  'customer-profile.merged',
  'health-score.changed',
  'onboarding.completed',
  'audit-alert.triggered',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Types of messages that workflows send; they cannot be taken for one of the platform's own. */
export const workflowType = /^workflow(\.[a-z0-9][a-z0-9_-]{0,62}){1,3}$/;

const known = new RegExp(
  `^(?:${eventTypes.map((type) => type.replace('.', '\\.')).join('|')})$|${workflowType.source}`,
);

export const AreEventTypes = (): PropertyDecorator =>
  Matches(known, {
    each: true,
    message: `$property must be some of ${eventTypes.join(', ')}, or types of workflows such as workflow.deal-won`,
  });
