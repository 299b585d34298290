import type { components } from '../../api/generated/schema.js';

export type Mail = components['schemas']['MailView'];
export type Suppression = components['schemas']['SuppressionView'];

export const mailStates: readonly Mail['state'][] = ['queued', 'sent', 'deferred', 'bounced', 'cancelled'];
