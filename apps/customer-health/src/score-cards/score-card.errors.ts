import { defineProblem } from '@crm/platform';

export const NoScoreCard = defineProblem('no-score-card', 404, 'The tenant has no score card');
