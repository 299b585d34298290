import { defineProblem } from '@crm/platform';

export const NoWebhookMessage = defineProblem('no-webhook-message', 404, 'There is no such webhook message');
export const MessageStillOpen = defineProblem('message-still-open', 409, 'The message is still on its way');
export const PayloadPurged = defineProblem('payload-purged', 409, 'The payload of the message does not exist any more');
