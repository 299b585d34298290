import { Omittable } from '@crm/platform';
import { IsEmail, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
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

export interface SignedInUserView {
  kind: 'user' | 'operator';
  id: string;
  email: string;
  name: string;
  tenantId: string | null;
  role: string | null;
  permissions: readonly string[];
}

export interface SignedInView {
  accessToken: string;
  /** Seconds until the access token expires; refresh before. */
  expiresIn: number;
  /** Good for one refresh, which answers the next one. */
  refreshToken: string;
  user: SignedInUserView;
}

export function viewOfSignIn(
  { accessToken, expiresIn }: AccessToken,
  refreshToken: string,
  { kind, id, email, name, tenantId, role }: Subject,
  permissions: readonly string[],
): SignedInView {
  return { accessToken, expiresIn, refreshToken, user: { kind, id, email, name, tenantId, role, permissions } };
}
