import { defineProblem } from '@crm/platform';

export const NoIntegration = defineProblem('no-integration', 404, 'There is no such integration');
export const IntegrationIsActive = defineProblem('integration-is-active', 409, 'The integration is active');
export const TooManyIntegrations = defineProblem('too-many-integrations', 409, 'The tenant has as many as it may');
