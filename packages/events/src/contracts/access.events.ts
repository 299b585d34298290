import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsInt, IsString, IsUUID, MaxLength, Min, ValidateNested } from 'class-validator';

export const policyChanges = [
  'role-created',
  'role-updated',
  'role-deleted',
  'containment-placed',
  'containment-lifted',
] as const;
export type PolicyChange = (typeof policyChanges)[number];

export class PolicyDifference {
  @IsIn(['added', 'removed']) op: 'added' | 'removed';
  @IsString() @MaxLength(127) permission: string;
}

/** Fires for edits of roles and for containment; the effects of other services' events do not fire it. */
export class PermissionPolicyChanged {
  static readonly type = 'crm.permission-policy.changed.v1';
  static readonly meaning =
    "A tenant's roles or permission policies have been edited, or a containment has been placed or lifted.";
  static readonly subjectOf = (data: PermissionPolicyChanged): string => data.tenantId;

  @IsUUID() tenantId: string;
  /** Rises by one with every change of the tenant's policy. */
  @IsInt() @Min(1) policyRevision: number;
  @IsIn(policyChanges) change: PolicyChange;
  /** Role or containment that was changed. */
  @IsString() @MaxLength(127) target: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => PolicyDifference) diff: PolicyDifference[];
  @IsArray() @IsUUID(undefined, { each: true }) affectedUserIds: string[];
  /** Users among the affected who may no longer administer the tenant. */
  @IsArray() @IsUUID(undefined, { each: true }) lostAdminUserIds: string[];
  @IsString() changedBy: string;
  @IsDateString() at: string;
}
