import { Omittable, PageQuery } from '@crm/platform';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { IsWebhookUrl } from '../addresses/is-outside-url.js';
import { AreEventTypes } from './event-types.js';
import type { DisabledReason, EndpointStatus, WebhookEndpoint } from './webhook-endpoint.entity.js';

export class CreateEndpointDto {
  @IsWebhookUrl() url: string;
  /** Left out or null: all types. */
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(50) @ArrayUnique() @AreEventTypes() eventTypes?:
    | string[]
    | null;
  @Omittable() @IsString() @MaxLength(200) description?: string;
}

export class EditEndpointDto {
  @Omittable() @IsWebhookUrl() url?: string;
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(50) @ArrayUnique() @AreEventTypes() eventTypes?:
    | string[]
    | null;
  @Omittable() @IsString() @MaxLength(200) description?: string;
}

export class EndpointQuery extends PageQuery {
  @IsOptional() @IsIn(['enabled', 'disabled']) status?: 'enabled' | 'disabled';
}

/** The secret is read by a route of its own, so that it is in no other answer and no stored one. */
export interface WebhookEndpointView {
  id: string;
  url: string;
  description: string;
  /** Null: all types. */
  eventTypes: string[] | null;
  status: EndpointStatus;
  disabledReason: DisabledReason | null;
  failing: boolean;
  /** Until then messages are signed by the secret before, too. */
  previousSecretUntil: Date | null;
  integrationId: string | null;
  createdAt: Date;
  version: number;
}

export function viewOfEndpoint(endpoint: WebhookEndpoint): WebhookEndpointView {
  const { id, url, description, eventTypes, status, disabledReason, failing, previousSecretUntil, version } = endpoint;
  const { integrationId, createdAt } = endpoint;
  return {
    id,
    url,
    description,
    eventTypes,
    status,
    disabledReason,
    failing,
    previousSecretUntil,
    integrationId,
    createdAt,
    version,
  };
}

export interface SigningSecretView {
  /** As the Standard Webhooks libraries take it: `whsec_…`. */
  secret: string;
  /** The secret before, while it still signs. */
  previousSecret: string | null;
}
