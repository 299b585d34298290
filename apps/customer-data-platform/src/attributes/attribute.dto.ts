import { Omittable } from '@crm/platform';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsNotIn, IsString, Length, Matches } from 'class-validator';
import { reservedNames } from '../contacts/contact-fields.js';
import { type AttributeDefinition, type AttributeType, attributeTypes } from './attribute-definition.entity.js';

export class EditAttributeDto {
  @Omittable() @IsString() @Length(1, 200) label?: string;
  /** Allowed values of an enum. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  options?: string[];
}

export class DefineAttributeDto extends EditAttributeDto {
  @Matches(/^[a-z][A-Za-z0-9]{0,62}$/, { message: 'key must be a short name in camelCase' })
  @IsNotIn(reservedNames, { message: 'key is the name of a standard field' })
  key: string;

  @IsIn(attributeTypes) type: AttributeType;
}

export interface AttributeView {
  key: string;
  label: string;
  type: AttributeType;
  options: string[];
  version: number;
  createdAt: Date;
}

export function viewOfAttribute({ key, label, type, options, version, createdAt }: AttributeDefinition): AttributeView {
  return { key, label, type, options, version, createdAt };
}
