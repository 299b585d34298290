import { defineDatabase } from '@crm/platform';
import { CreateHealth1764000000000 } from './migrations/1764000000000-create-health.js';
import { KeepRecentScores1764000000001 } from './migrations/1764000000001-keep-recent-scores.js';
import { PortfolioEntry } from './portfolio/portfolio-entry.entity.js';
import { HealthSignal } from './score-cards/health-signal.entity.js';
import { ScoreCard } from './score-cards/score-card.entity.js';
import { ScoreChange } from './score-cards/score-change.entity.js';

export const database = defineDatabase({
  entities: [ScoreCard, HealthSignal, ScoreChange, PortfolioEntry],
  migrations: [CreateHealth1764000000000, KeepRecentScores1764000000001],
});
