import { Omittable } from '@crm/platform';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsTokenUrl } from '../addresses/is-outside-url.js';
import { type AuthClient, type AuthMethod, authMethods } from './auth-client.entity.js';
import { IsScope } from './scope.js';

/** RFC 6749 appendix A.1 and A.2. */
const IsPrintable = (): PropertyDecorator =>
  Matches(/^[\x20-\x7e]*$/, { message: '$property must be printable ASCII characters' });

export class CreateAuthClientDto {
  @IsString() @Length(1, 100) name: string;
  @IsIn(['oauth2']) type: 'oauth2';
  @IsTokenUrl() tokenUrl: string;
  @IsString() @Length(1, 500) @IsPrintable() clientId: string;
  /** No answer ever shows it. */
  @IsString() @Length(1, 4_096) @IsPrintable() clientSecret: string;
  /** Asked for where a secret names no scope of its own. */
  @IsOptional() @IsScope() scope?: string | null;
  @Omittable() @IsIn(authMethods) authMethod: AuthMethod = 'basic';
}

export class EditAuthClientDto {
  @Omittable() @IsString() @Length(1, 100) name?: string;
  /** Another one needs the client secret with it. */
  @Omittable() @IsTokenUrl() tokenUrl?: string;
  @Omittable() @IsString() @Length(1, 500) @IsPrintable() clientId?: string;
  @Omittable() @IsString() @Length(1, 4_096) @IsPrintable() clientSecret?: string;
  @IsOptional() @IsScope() scope?: string | null;
  @Omittable() @IsIn(authMethods) authMethod?: AuthMethod;
}

export interface AuthClientView {
  id: string;
  name: string;
  type: 'oauth2';
  tokenUrl: string;
  clientId: string;
  hasClientSecret: true;
  scope: string | null;
  authMethod: AuthMethod;
  createdAt: Date;
  version: number;
}

export function viewOfAuthClient(client: AuthClient): AuthClientView {
  const { id, name, type, tokenUrl, clientId, scope, authMethod, createdAt, version } = client;
  return { id, name, type, tokenUrl, clientId, hasClientSecret: true, scope, authMethod, createdAt, version };
}
