import { Omittable } from '@crm/platform';
import { IsString, MaxLength } from 'class-validator';
import { IsWebhookUrl } from '../addresses/is-outside-url.js';
import type { PlatformDelivery } from './platform-delivery.entity.js';
import type { PlatformEndpoint } from './platform-endpoint.entity.js';

export class CreatePlatformEndpointDto {
  @IsWebhookUrl() url: string;
  @Omittable() @IsString() @MaxLength(200) description?: string;
}

export type PlatformEndpointView = Omit<PlatformEndpoint, 'secret'>;

export function viewOfPlatformEndpoint(endpoint: PlatformEndpoint): PlatformEndpointView {
  const { id, url, description, status, createdAt } = endpoint;
  return { id, url, description, status, createdAt };
}

export type PlatformDeliveryView = Omit<PlatformDelivery, 'payload' | 'dedupeKey'>;

export function viewOfPlatformDelivery(delivery: PlatformDelivery): PlatformDeliveryView {
  const { payload: _payload, dedupeKey: _dedupeKey, ...view } = delivery;
  return view;
}
