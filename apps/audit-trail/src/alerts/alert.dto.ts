import { type AlertSeverity, alertSeverities } from '@crm/events';
import { Omittable, PageQuery } from '@crm/platform';
import { IsIn, IsString, MaxLength } from 'class-validator';
import type { Alert } from './alert.entity.js';
import { type RuleKey, ruleKeys } from './rule-settings.js';

export class AlertsQuery extends PageQuery {
  @Omittable() @IsIn(['open', 'acknowledged']) status?: Alert['status'];
  @Omittable() @IsIn(alertSeverities) severity?: AlertSeverity;
  @Omittable() @IsIn(ruleKeys) rule?: RuleKey;
}

export class AcknowledgeDto {
  /** What was found out, or done. */
  @Omittable() @IsString() @MaxLength(500) note?: string;
}

export type AlertView = Omit<Alert, 'tenantId' | 'groupKey'>;

export function viewOfAlert({ tenantId: _own, groupKey: _group, ...alert }: Alert): AlertView {
  return { ...alert };
}
