import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDateString,
  IsInt,
  IsNumber,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

export class OnboardingStepSummary {
  @IsString() @MaxLength(63) key: string;
  @IsString() @MaxLength(200) title: string;
  @IsBoolean() required: boolean;
}

/** Fires once per tenant, after the plan has been chosen and its checklist made. */
export class OnboardingStarted {
  static readonly type = 'crm.onboarding.started.v1';
  static readonly meaning = 'The onboarding of a tenant has begun with a plan of steps.';
  static readonly subjectOf = (data: OnboardingStarted): string => data.onboardingId;

  @IsUUID() tenantId: string;
  @IsUUID() onboardingId: string;
  @IsString() @MaxLength(63) plan: string;
  @IsInt() @Min(1) planVersion: number;
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => OnboardingStepSummary)
  steps: OnboardingStepSummary[];
  @IsNumber() @Min(0) expectedDays: number;
  @IsDateString() startedAt: string;
}

/** Fires once per onboarding, when its last required step is done or skipped. */
export class OnboardingCompleted {
  static readonly type = 'crm.onboarding.completed.v1';
  static readonly meaning = 'A tenant has finished every required onboarding step.';
  static readonly subjectOf = (data: OnboardingCompleted): string => data.onboardingId;

  @IsUUID() tenantId: string;
  @IsUUID() onboardingId: string;
  @IsDateString() startedAt: string;
  @IsDateString() completedAt: string;
  /** Days from start to completion; fractions count. */
  @IsNumber() @Min(0) days: number;
  @IsArray() @IsString({ each: true }) skippedSteps: string[];
}
