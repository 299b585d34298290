import { ArrayMaxSize, IsArray, IsDateString, IsIn, IsString, IsUUID, MaxLength } from 'class-validator';

export const alertSeverities = ['medium', 'high', 'critical'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

/** Fires once per rule, actor and window, however many further entries match it. */
export class AuditAlertTriggered {
  static readonly type = 'crm.audit-alert.triggered.v1';
  static readonly meaning =
    'The audit trail has matched a suspicious pattern or a compliance violation that needs attention now.';
  static readonly subjectOf = (data: AuditAlertTriggered): string => data.alertId;

  @IsUUID() tenantId: string;
  @IsUUID() alertId: string;
  @IsString() @MaxLength(63) rule: string;
  @IsIn(alertSeverities) severity: AlertSeverity;
  /** Actor whose entries matched: `user:<id>`, `operator:<id>` or `service:<name>`. */
  @IsString() @MaxLength(127) suspect: string;
  @IsString() @MaxLength(300) summary: string;
  /** Audit entries that matched, oldest first. */
  @IsArray() @ArrayMaxSize(100) @IsUUID(undefined, { each: true }) entryIds: string[];
  @IsDateString() windowStart: string;
  @IsDateString() windowEnd: string;
}
