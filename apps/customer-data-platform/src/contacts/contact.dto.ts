import type { ContactSource } from '@crm/events';
import { contactSources } from '@crm/events';
import { Omittable, PageQuery } from '@crm/platform';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { AttributeValue, Contact, EmailAddress, PhoneNumber } from './contact.entity.js';
import { maxLengths } from './contact-fields.js';

/** Blanks around a text mean nothing, and a text of nothing else is none. */
const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() || null : value));

const OptionalText =
  (max: number): PropertyDecorator =>
  (target, property) => {
    for (const rule of [MaxLength(max), IsString(), IsOptional(), Trimmed()]) rule(target, property);
  };

export class EmailDto {
  @IsEmail() @MaxLength(254) address: string;
  /** Where none is, the one that was before, else the first. */
  @Omittable() @IsBoolean() primary?: boolean;
  @Omittable() @IsBoolean() verified?: boolean;
}

export class PhoneDto {
  @Matches(/^\+?[\d\s()./-]{3,40}$/, { message: 'number must be a phone number' })
  @Matches(/(\d.*){3}/, { message: 'number must have at least three digits' })
  number: string;
  @IsOptional() @IsString() @MaxLength(40) label?: string | null;
}

/** What is left out stays as it is, null clears; lists are replaced as a whole, attributes one by one. */
export class ContactDto {
  @OptionalText(maxLengths.givenName) givenName?: string | null;
  @OptionalText(maxLengths.familyName) familyName?: string | null;
  /** Made of the other fields where it is not given. */
  @OptionalText(maxLengths.displayName) displayName?: string | null;
  @OptionalText(maxLengths.company) company?: string | null;
  @OptionalText(maxLengths.jobTitle) jobTitle?: string | null;
  @IsOptional() @IsUUID() ownerId?: string | null;

  @Omittable()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EmailDto)
  emails?: EmailDto[];

  @Omittable()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PhoneDto)
  phones?: PhoneDto[];

  /** Values by the keys of `/v1/attributes`; null clears one. */
  @Omittable() @IsObject() attributes?: Record<string, unknown>;
}

export class ContactsQuery extends PageQuery {
  /** Words that name, e-mail addresses or company contain a word beginning with, every one of them. */
  @Omittable() @IsString() @Length(1, 200) q?: string;
  @Omittable() @IsEmail() email?: string;
  @Omittable() @IsString() @Length(1, 200) company?: string;
  @Omittable() @IsUUID() ownerId?: string;
  @Omittable() @IsIn(contactSources) source?: ContactSource;
  @Omittable() @IsUUID() importId?: string;
  @Omittable() @IsUUID() segmentId?: string;
  /** Contacts with an address that mails do not reach, or without one. */
  @Omittable() @IsBoolean() bounced?: boolean;
}

export interface ContactView {
  id: string;
  /** Only when the contact that was asked for was merged: the id of this one, its survivor. */
  mergedInto?: string;
  givenName: string | null;
  familyName: string | null;
  displayName: string;
  emails: EmailAddress[];
  phones: PhoneNumber[];
  company: string | null;
  jobTitle: string | null;
  ownerId: string | null;
  attributes: Record<string, AttributeValue>;
  source: ContactSource;
  importId: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export function viewOfContact(contact: Contact): ContactView {
  const { tenantId: _, changedAt: __, ...view } = contact;
  return view;
}
