import { Omittable } from '@crm/platform';
import { Type } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { AccessToken } from '../tokens/access-tokens.service.js';
import type { Subject } from '../tokens/subject.js';

export class SignInDto {
  @IsEmail() email: string;
  @IsString() @MinLength(1) @MaxLength(256) password: string;
  /** Needed only where the address and password fit users of several tenants. */
  @Omittable() @IsUUID() tenantId?: string;
}

export class RefreshDto {
  @IsString() @MinLength(1) @MaxLength(256) refreshToken: string;
}

export class SignedInUserView {
  @IsIn(['user', 'operator']) kind: 'user' | 'operator';
  @IsUUID() id: string;
  @IsEmail() email: string;
  @IsString() name: string;
  @IsOptional() @IsUUID() tenantId: string | null;
  @IsOptional() @IsString() role: string | null;
  @IsString({ each: true }) permissions: readonly string[];
}

export class SignedInView {
  @IsString() accessToken: string;
  /** Seconds until the access token expires; refresh before. */
  @IsInt() expiresIn: number;
  /** Good for one refresh, which answers the next one. */
  @IsString() refreshToken: string;
  @ValidateNested() @Type(() => SignedInUserView) user: SignedInUserView;
}

export function viewOfSignIn(
  { accessToken, expiresIn }: AccessToken,
  refreshToken: string,
  { kind, id, email, name, tenantId, role }: Subject,
  permissions: readonly string[],
): SignedInView {
  return { accessToken, expiresIn, refreshToken, user: { kind, id, email, name, tenantId, role, permissions } };
}
