import { Omittable } from '@crm/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsString,
  Length,
  registerDecorator,
  ValidateNested,
} from 'class-validator';
import { type Condition, type Operator, operators } from './conditions.js';
import type { Segment } from './segment.entity.js';

function IsScalar(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isScalar',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value),
        defaultMessage: () => 'value must be a text, a number, true or false',
      },
    });
}

export class ConditionDto implements Condition {
  @IsString() @Length(1, 63) field: string;
  @IsIn(operators) op: Operator;
  /** Left out with is-set and is-not-set. */
  @Omittable() @IsScalar() value?: string | number | boolean;
}

export class EditSegmentDto {
  @Omittable() @IsString() @Length(1, 200) name?: string;
  @Omittable()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ConditionDto)
  conditions?: ConditionDto[];
}

export class CreateSegmentDto {
  @IsString() @Length(1, 200) name: string;
  /** All have to hold. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ConditionDto)
  conditions: ConditionDto[];
}

export interface SegmentView {
  id: string;
  name: string;
  conditions: Condition[];
  version: number;
  createdAt: Date;
}

export interface CountedSegment extends SegmentView {
  /** Contacts in it now; team members are left out. */
  contacts: number;
}

export function viewOfSegment({ id, name, conditions, version, createdAt }: Segment): SegmentView {
  return { id, name, conditions, version, createdAt };
}
