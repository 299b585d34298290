import { type Permission, permissions } from '@crm/events';
import { Omittable } from '@crm/platform';
import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import type { Decision } from './decide.js';

export class AskDto {
  @IsUUID() subjectId: string;
  @IsIn(permissions) permission: Permission;
  /** What the subject wants to do it to, for the asker's record: roles grant a permission for all of a tenant's things. */
  @Omittable() @IsString() @MaxLength(200) resource?: string;
}

export interface DecisionView extends Decision {
  subjectId: string;
  permission: Permission;
  resource: string | null;
  policyRevision: number;
  decidedAt: Date;
}
