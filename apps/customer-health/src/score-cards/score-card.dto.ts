import type { HealthBand } from '@crm/events';
import { Type } from 'class-transformer';
import { IsInt, Max, Min, registerDecorator, ValidateNested } from 'class-validator';
import type { BreakdownLine, Computation } from './score.js';
import type { ScoreCard } from './score-card.entity.js';
import type { ScoreChange } from './score-change.entity.js';
import { components, type Weights } from './weights.js';

export class WeightsDto implements Weights {
  @IsInt() @Min(0) @Max(100) onboarding: number;
  @IsInt() @Min(0) @Max(100) seats: number;
  @IsInt() @Min(0) @Max(100) administration: number;
  @IsInt() @Min(0) @Max(100) reachability: number;
  @IsInt() @Min(0) @Max(100) integration: number;
}

/** Breakdowns add up to a score of at most 100 only if the weights do. */
function AddUpTo100(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'addUpTo100',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (weights: Weights) =>
          components.reduce((sum, component) => sum + (weights?.[component] ?? 0), 0) === 100,
        defaultMessage: () => 'the weights must add up to 100',
      },
    });
}

export class ReweighDto {
  @ValidateNested() @Type(() => WeightsDto) @AddUpTo100() weights: WeightsDto;
}

export interface ScoreCardView {
  tenantId: string;
  status: 'active' | 'churned';
  /** 0 to 100; exactly the sum of the breakdown's points. */
  score: number;
  band: HealthBand;
  confidence: 'low' | 'high';
  inGrace: boolean;
  baseline: number | null;
  suspendedReason: string | null;
  breakdown: readonly BreakdownLine[];
  weights: Weights;
  computedAt: Date;
  closedAt: Date | null;
  version: number;
}

export function viewOfCard(card: ScoreCard, computation: Computation): ScoreCardView {
  return {
    tenantId: card.tenantId,
    status: card.status,
    score: computation.score,
    band: card.band,
    confidence: card.confidence,
    inGrace: card.inGrace,
    baseline: card.baseline,
    suspendedReason: card.suspendedReason,
    breakdown: computation.lines,
    weights: card.weights,
    computedAt: card.computedAt,
    closedAt: card.closedAt,
    version: card.version,
  };
}

export interface ScoreChangeView {
  id: string;
  score: number;
  band: HealthBand;
  cause: string;
  at: Date;
}

export function viewOfChange({ id, score, band, cause, at }: ScoreChange): ScoreChangeView {
  return { id, score, band, cause, at };
}
