import type { components } from '../../api/generated/schema.js';

type Schemas = components['schemas'];

export type Endpoint = Schemas['WebhookEndpointView'];
export type Message = Schemas['WebhookMessageView'];
export type MessageStatus = Message['status'];
export type Attempt = Schemas['AttemptView'];

export const endpointStatuses = ['enabled', 'disabled'] as const;
export type EndpointStatus = (typeof endpointStatuses)[number];

export const messageStatuses: readonly MessageStatus[] = [
  'delivered',
  'failed',
  'waiting',
  'sending',
  'queued',
  'held',
];

/** Something will still become of it by itself. */
export const isUnderWay = ({ status }: Pick<Message, 'status'>): boolean =>
  status !== 'delivered' && status !== 'failed';

/** Whether it can be sent once more; what is in the line is sent anyway. */
export const isReplayable = ({ status }: Pick<Message, 'status'>): boolean =>
  status === 'delivered' || status === 'failed' || status === 'waiting';

export const disabledBecause: Readonly<Record<NonNullable<Endpoint['disabledReason']>, string>> = {
  'by-user': 'A user disabled it.',
  gone: 'It answered 410 Gone, which means that it wants no more messages.',
  'tenant-closed': 'The tenant was closed.',
};
