import {
  IsBoolean,
  IsDateString,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
} from 'class-validator';

/** Fires for every new invitation, not when one is sent again. It never carries the secret of the invitation's link. */
export class UserInvited {
  static readonly type = 'crm.user.invited.v1';
  static readonly meaning = 'A user has been invited to a tenant with a role.';
  static readonly subjectOf = (data: UserInvited): string => data.userId;

  @IsUUID() tenantId: string;
  @IsUUID() userId: string;
  @IsUUID() invitationId: string;
  @IsEmail() email: string;
  @IsString() @MaxLength(200) name: string;
  @IsString() @MaxLength(63) role: string;
  /** Actor who invited: `user:<id>`, `operator:<id>` or `service:<name>`. */
  @IsString() invitedBy: string;
  @IsDateString() expiresAt: string;
}

/** Fires when a user gets another role than before. */
export class UserRoleChanged {
  static readonly type = 'crm.user-role.changed.v1';
  static readonly meaning = "A user's role in a tenant has changed.";
  static readonly subjectOf = (data: UserRoleChanged): string => data.userId;

  @IsUUID() tenantId: string;
  @IsUUID() userId: string;
  @IsEmail() email: string;
  @IsString() @MaxLength(63) oldRole: string;
  @IsString() @MaxLength(63) newRole: string;
  @IsString() changedBy: string;
  /** Rises with every change of this user. */
  @IsInt() @Min(1) revision: number;
}

/** Fires once per user, after the user's sessions have ended. */
export class UserDeactivated {
  static readonly type = 'crm.user.deactivated.v1';
  static readonly meaning = "A user's access to a tenant has ended.";
  static readonly subjectOf = (data: UserDeactivated): string => data.userId;

  @IsUUID() tenantId: string;
  @IsUUID() userId: string;
  @IsEmail() email: string;
  @IsString() @MaxLength(63) role: string;
  @IsString() deactivatedBy: string;
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
  /** No user with the role owner or admin is left in the tenant. */
  @IsBoolean() lastAdmin: boolean;
  @IsDateString() at: string;
}

export const importKinds = ['users', 'contacts'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Fires once per import that was carried out; never for a dry run. */
export class BulkImportCompleted {
  static readonly type = 'crm.bulk-import.completed.v1';
  static readonly meaning = 'A bulk import of users or contacts has finished; its results per row can be fetched.';
  static readonly subjectOf = (data: BulkImportCompleted): string => data.importId;

  @IsUUID() tenantId: string;
  @IsUUID() importId: string;
  @IsIn(importKinds) kind: ImportKind;
  /** Actor who started it. */
  @IsString() startedBy: string;
  @IsOptional() @IsString() @MaxLength(255) fileName?: string;
  @IsInt() @Min(0) totalRows: number;
  /** Rows that are well formed; whether a contact row becomes a contact is decided where contacts are kept. */
  @IsInt() @Min(0) acceptedRows: number;
  @IsInt() @Min(0) rejectedRows: number;
  @IsDateString() completedAt: string;
}
