import type { AlertSeverity } from '@crm/events';
import { Omittable, PageQuery } from '@crm/platform';
import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import type { Containment } from './containment.entity.js';

const statuses = ['noted', 'active', 'lifted', 'expired'] as const;

export class ContainmentsQuery extends PageQuery {
  @Omittable() @IsIn(statuses) status?: Containment['status'];
  @Omittable() @IsUUID() subjectId?: string;
}

export class LiftDto {
  /** Why it is safe again. */
  @Omittable() @IsString() @MaxLength(500) note?: string;
}

export interface ContainmentView {
  id: string;
  subjectId: string;
  alertId: string;
  rule: string;
  severity: AlertSeverity;
  summary: string;
  status: Containment['status'];
  placedAt: Date;
  expiresAt: Date | null;
  endedAt: Date | null;
  liftedBy: string | null;
  note: string | null;
}

export function viewOfContainment({ tenantId: _own, ...containment }: Containment): ContainmentView {
  return { ...containment };
}
