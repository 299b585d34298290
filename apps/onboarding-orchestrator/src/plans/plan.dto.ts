import { PageQuery } from '@crm/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { type PlanName, planNames } from './built-in-plans.js';
import {
  type ActionName,
  actionNames,
  type ProbeName,
  probeNames,
  type StepKind,
  type StepTemplate,
  stepKinds,
} from './step-template.js';

export class StepTemplateDto implements StepTemplate {
  @Matches(/^[a-z][a-z0-9-]{0,62}$/) key: string;
  @IsString() @MinLength(1) @MaxLength(200) title: string;
  @IsString() @MaxLength(500) description: string = '';
  @IsIn(stepKinds) kind: StepKind;
  @IsOptional() @IsIn([...actionNames, ...probeNames]) task?: ActionName | ProbeName;
  @IsBoolean() required: boolean;
  @IsBoolean() skippable: boolean;
  @IsNumber() @Min(0) @Max(365) dueDays: number;
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) after: string[] = [];
}

export class NewPlanVersionDto {
  @IsIn(planNames) name: PlanName;
  @IsString() @MinLength(1) @MaxLength(200) title: string;
  @IsNumber() @Min(0) @Max(365) expectedDays: number;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => StepTemplateDto)
  steps: StepTemplateDto[];
}

export class PlansQuery extends PageQuery {
  @IsOptional() @IsIn(planNames) name?: PlanName;
}
