import type { NotificationBounced, WebhookDelivered, WebhookFailed, WorkflowExecuted } from '@crm/events';
import { counted, ended, lasted, messageName } from './phrases.js';

const bounces = {
  hard: 'was refused for good',
  suppressed: 'was not sent, as earlier ones were refused',
  'invalid-address': 'could not be sent, as the address is not valid',
} as const;

export function notificationBounced({ recipient, kind, diagnostic }: NotificationBounced): string {
  return `A mail to ${recipient} ${bounces[kind]}: ${ended(diagnostic)}`;
}

export function webhookDelivered({ messageType, attempts, status, latencyMs }: WebhookDelivered): string {
  const tries = attempts === 1 ? 'at once' : `at attempt ${attempts}`;
  return `A webhook endpoint accepted the message "${messageName(messageType)}" ${tries} with status ${status} in ${lasted(latencyMs)}.`;
}

export function webhookFailed({ messageType, attempts, lastError, endpointDisabled }: WebhookFailed): string {
  const given = `The message "${messageName(messageType)}" to a webhook endpoint was given up`;
  const off = endpointDisabled ? ' The endpoint was switched off.' : '';
  return `${given} after ${counted(attempts, 'attempt')}: ${ended(lastError)}${off}`;
}

const results = {
  succeeded: 'succeeded',
  failed: 'failed',
  superseded: 'ended because another run took its place',
  cancelled: 'was cancelled',
} as const;

export function workflowExecuted(data: WorkflowExecuted): string {
  const { workflowName, version, result, durationMs, stepsDone, error } = data;
  const course = `${results[result]} after ${counted(stepsDone, 'step')} in ${lasted(durationMs)}`;
  const why = error === undefined ? '.' : `: ${ended(error)}`;
  return `The workflow "${workflowName}" (version ${version}) ${course}${why}`;
}
