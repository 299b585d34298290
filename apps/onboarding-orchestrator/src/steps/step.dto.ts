import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class CompleteStepDto {
  /** Anything worth remembering. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(500) note?: string;
}

export class SkipStepDto {
  @IsString() @MinLength(1) @MaxLength(500) reason: string;
}
