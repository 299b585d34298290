import { defineProblem } from '@crm/platform';

export const NotThatService = defineProblem('not-that-service', 403, 'A service of the platform speaks for itself');
