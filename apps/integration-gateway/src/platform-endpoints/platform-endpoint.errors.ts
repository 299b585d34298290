import { defineProblem } from '@crm/platform';

export const NoPlatformEndpoint = defineProblem('no-platform-endpoint', 404, 'There is no such platform endpoint');
