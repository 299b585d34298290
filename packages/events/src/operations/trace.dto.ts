import { Omittable } from '@crm/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDateString,
  IsInt,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { TraceQuestion } from '../commands.js';

class Recent {
  @Omittable() @IsString() @MaxLength(200) type?: string;
  @Omittable()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  exceptTypes?: string[];
  @Omittable() @IsDateString() since?: string;
  @IsInt() @Min(1) @Max(500) limit: number;
}

export class Question implements TraceQuestion {
  @Omittable()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  correlationIds?: string[];
  @Omittable() @IsArray() @ArrayMaxSize(2_000) @IsUUID(undefined, { each: true }) eventIds?: string[];
  @Omittable() @ValidateNested() @Type(() => Recent) recent?: Recent;
  @Omittable() @IsBoolean() payload?: boolean;
}
