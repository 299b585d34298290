import { type AlertSeverity, alertSeverities } from '@crm/events';
import { registerDecorator } from 'class-validator';

export const ruleKeys = [
  'many-invitations',
  'privilege-raised',
  'acting-after-deactivation',
  'large-import',
  'reputation',
  'endpoint-failing',
  'workflow-failing-series',
] as const;
export type RuleKey = (typeof ruleKeys)[number];

export interface RuleNumbers {
  /** Matching entries that make an alert; for large-import the rows that are still usual. */
  readonly threshold: number;
  /** Within which they have to lie, and within which one alert is enough. A series has none. */
  readonly windowSeconds: number;
  readonly severity: AlertSeverity;
}

/** What differs from the defaults. */
export type RuleSettings = Partial<Record<RuleKey, Partial<RuleNumbers>>>;

export function AreRuleSettings(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'areRuleSettings',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: object | null) =>
          Object.entries(value ?? {}).every(
            ([key, numbers]) => (ruleKeys as readonly string[]).includes(key) && areNumbers(numbers),
          ),
        defaultMessage: () =>
          `${String(property)} must name rules (${ruleKeys.join(', ')}) with threshold, windowSeconds or severity`,
      },
    });
}

function areNumbers(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, member]) =>
    name === 'severity'
      ? (alertSeverities as readonly unknown[]).includes(member)
      : (name === 'threshold' || name === 'windowSeconds') && Number.isInteger(member) && member >= 1,
  );
}
