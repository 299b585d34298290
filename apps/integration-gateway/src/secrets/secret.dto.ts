import { Omittable } from '@crm/platform';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, Length } from 'class-validator';
import type { Secret } from './secret.entity.js';
import {
  type ApiKeyValue,
  type ClientCredentialsValue,
  type SecretType,
  type SecretValue,
  type SimpleValue,
  secretTypes,
} from './secret-value.js';

export class CreateSecretDto {
  @IsString() @Length(1, 100) name: string;
  @IsIn(secretTypes) type: SecretType;
  /**
   * simple: `username` and `passphrase`; api-key: `key`, and `headerName` if it has a header of its own;
   * oauth2-client-credentials: `authClientId`, and `scope` if it is another one than the auth client's.
   */
  @IsObject() value: object;
}

export class EditSecretDto {
  @Omittable() @IsString() @Length(1, 100) name?: string;
  /** Takes the place of the whole value; of the same type. */
  @Omittable() @IsObject() value?: object;
}

export class ReadSecretQuery {
  /** In clear, for those who may read raw secrets. */
  @IsOptional() @IsBoolean() raw?: boolean;
}

export interface SecretView {
  id: string;
  name: string;
  type: SecretType;
  /** Masked unless asked for in clear. */
  value: SimpleValue | ApiKeyValue | ClientCredentialsValue;
  createdAt: Date;
  rotatedAt: Date | null;
  version: number;
}

export function viewOfSecret(secret: Secret, { type: _type, ...value }: SecretValue): SecretView {
  const { id, name, type, createdAt, rotatedAt, version } = secret;
  return { id, name, type, value, createdAt, rotatedAt, version };
}
