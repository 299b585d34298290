import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsDateString,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

export const contactSources = ['manual', 'import', 'workflow', 'merge', 'merge-undone', 'bounce'] as const;
export type ContactSource = (typeof contactSources)[number];

/** Fires for every new contact, also for one that a merge's undo brings back. */
export class ContactCreated {
  static readonly type = 'crm.contact.created.v1';
  static readonly meaning = 'A contact has been added to a tenant.';
  static readonly subjectOf = (data: ContactCreated): string => data.contactId;

  @IsUUID() tenantId: string;
  @IsUUID() contactId: string;
  @IsOptional() @IsEmail() email?: string;
  @IsString() @MaxLength(400) displayName: string;
  @IsOptional() @IsString() @MaxLength(200) company?: string;
  /** User who looks after the contact. */
  @IsOptional() @IsUUID() ownerId?: string;
  @IsIn(contactSources) source: ContactSource;
  @IsOptional() @IsUUID() importId?: string;
  @IsDateString() createdAt: string;
}

/** Fires when at least one field has another value than before; says which, never the values. */
export class ContactUpdated {
  static readonly type = 'crm.contact.updated.v1';
  static readonly meaning = 'A contact has changed; says which fields.';
  static readonly subjectOf = (data: ContactUpdated): string => data.contactId;

  @IsUUID() tenantId: string;
  @IsUUID() contactId: string;
  /** The contact's version after the change. */
  @IsInt() @Min(1) version: number;
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(200) @IsString({ each: true }) changedFields: string[];
  @IsIn(contactSources) source: ContactSource;
  @IsDateString() updatedAt: string;
}

/** Fires once per merge. An undo is told as ContactCreated for those who come back and ContactUpdated for the survivor. */
export class CustomerProfileMerged {
  static readonly type = 'crm.customer-profile.merged.v1';
  static readonly meaning =
    'Two or more profiles of the same person have become one; names the survivor and the merged.';
  static readonly subjectOf = (data: CustomerProfileMerged): string => data.survivorId;

  @IsUUID() tenantId: string;
  @IsUUID() mergeId: string;
  @IsUUID() survivorId: string;
  @IsArray() @ArrayNotEmpty() @ArrayMaxSize(100) @IsUUID(undefined, { each: true }) mergedIds: string[];
  /** When the merged contacts were created, in the order of `mergedIds`. */
  @IsArray() @IsDateString({}, { each: true }) mergedCreatedAt: string[];
  /** Match score from 0 to 1; absent when a person decided without one. */
  @IsOptional() @IsNumber() @Min(0) @Max(1) score?: number;
  @IsString() mergedBy: string;
  @IsDateString() at: string;
}
