import { apiTokenPrefix } from '@crm/events';
import { Omittable } from '@crm/platform';
import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsNotEmpty,
  IsRFC3339,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import type { ApiToken } from './api-token.entity.js';

const IsName = (): PropertyDecorator => applyDecorators(IsString(), IsNotEmpty(), MaxLength(100));

/** Permissions, of the platform or of the tenant's own; whether the caller holds them is asked later. */
const AreScopes = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayNotEmpty(),
    ArrayMaxSize(300),
    ArrayUnique(),
    Matches(/^(?=.{3,40}$)[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/, {
      each: true,
      message: 'each of $property must be a permission, as in contacts:read',
    }),
  );

export class CreateApiTokenDto {
  @IsName() name: string;
  @AreScopes() scopes: string[];
  /** At most 366 days ahead; in 90 days without it. */
  @Omittable() @IsRFC3339() expiresAt?: string;
}

export class EditApiTokenDto {
  @Omittable() @IsName() name?: string;
  @Omittable() @AreScopes() scopes?: string[];
}

export class PresentedTokenDto {
  @IsString() @MinLength(1) @MaxLength(256) token: string;
}

export interface ApiTokenView {
  id: string;
  name: string;
  scopes: readonly string[];
  /** How the token begins and ends, to recognise it by. */
  prefix: string;
  lastFour: string;
  createdAt: Date;
  expiresAt: Date;
  /** To the minute. */
  lastUsedAt: Date | null;
  version: number;
}

export interface NewApiTokenView extends ApiTokenView {
  /** Shown this once. */
  token: string;
}

export function viewOfApiToken(apiToken: ApiToken): ApiTokenView {
  const { id, name, scopes, lastFour, createdAt, expiresAt, lastUsedAt, version } = apiToken;
  return { id, name, scopes, prefix: apiTokenPrefix, lastFour, createdAt, expiresAt, lastUsedAt, version };
}
