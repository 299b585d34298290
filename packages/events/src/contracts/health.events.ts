import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDateString,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** Worst first. */
export const healthBands = ['critical', 'at-risk', 'healthy'] as const;
export type HealthBand = (typeof healthBands)[number];

export class HealthReason {
  @IsString() @MaxLength(63) component: string;
  /** What the component adds to (or, negative, takes from) a full score, in points. */
  @IsNumber() points: number;
  @IsString() @MaxLength(300) text: string;
}

/** Fires only when the band changes; movements of the score inside a band are not told. */
export class HealthScoreChanged {
  static readonly type = 'crm.health-score.changed.v1';
  static readonly meaning = "A tenant's health score has crossed a band (healthy, at-risk, critical).";
  static readonly subjectOf = (data: HealthScoreChanged): string => data.tenantId;

  @IsUUID() tenantId: string;
  @IsNumber() @Min(0) @Max(100) score: number;
  @IsNumber() @Min(0) @Max(100) previousScore: number;
  @IsIn(healthBands) band: HealthBand;
  @IsIn(healthBands) previousBand: HealthBand;
  @IsIn(['up', 'down']) direction: 'up' | 'down';
  /** Strongest first. */
  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => HealthReason) reasons: HealthReason[];
  /** Rises with every band change of the tenant. */
  @IsInt() @Min(1) revision: number;
  @IsDateString() at: string;
}
