import { defineProblem } from '@crm/platform';

export const NoWebhookEndpoint = defineProblem('no-webhook-endpoint', 404, 'There is no such webhook endpoint');
export const TooManyEndpoints = defineProblem('too-many-endpoints', 409, 'The tenant has as many endpoints as it may');
export const EndpointIsOff = defineProblem('endpoint-is-off', 409, 'The endpoint is switched off');
