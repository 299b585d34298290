import { Omittable } from '@crm/platform';
import { IsString, IsUUID, MaxLength } from 'class-validator';
import type { AnyPermission } from '../permissions/any-permission.js';
import { IsPermission } from '../permissions/permission-form.js';
import type { Decision } from './decide.js';

export class AskDto {
  @IsUUID() subjectId: string;
  @IsPermission() permission: AnyPermission;
  /** What the subject wants to do it to, for the asker's record: roles grant a permission for all of a tenant's things. */
  @Omittable() @IsString() @MaxLength(200) resource?: string;
}

export interface DecisionView extends Decision {
  subjectId: string;
  permission: AnyPermission;
  resource: string | null;
  policyRevision: number;
  decidedAt: Date;
}
