import { Omittable } from '@crm/platform';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { IsWebhookUrl } from '../addresses/is-outside-url.js';
import { AreEventTypes } from '../webhook-endpoints/event-types.js';
import type { Integration } from './integration.entity.js';

export class ConfigureIntegrationDto {
  @IsString() @Length(1, 100) name: string;
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, { message: 'provider must be a name in lower case such as zapier' })
  provider: string;
  @IsWebhookUrl() url: string;
  /** Left out or null: all types. */
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(50) @ArrayUnique() @AreEventTypes() eventTypes?:
    | string[]
    | null;
}

export class EditIntegrationDto {
  @Omittable() @IsString() @Length(1, 100) name?: string;
  @Omittable() @IsWebhookUrl() url?: string;
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayMaxSize(50) @ArrayUnique() @AreEventTypes() eventTypes?:
    | string[]
    | null;
}

export type IntegrationView = Omit<Integration, 'tenantId'>;

export function viewOfIntegration(integration: Integration): IntegrationView {
  const { id, name, provider, url, eventTypes, status, endpointId, createdAt, activatedAt, version } = integration;
  return { id, name, provider, url, eventTypes, status, endpointId, createdAt, activatedAt, version };
}
