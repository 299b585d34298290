import { Omittable, PageQuery } from '@crm/platform';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import type { AccessRequest } from './access-request.entity.js';

export class AskForAccessDto {
  @IsString() @MinLength(1) @MaxLength(63) role: string;
  /** What the role is needed for. */
  @IsString() @MinLength(1) @MaxLength(500) reason: string;
}

export class DecideDto {
  @Omittable() @IsString() @MaxLength(500) note?: string;
}

export class AccessRequestsQuery extends PageQuery {
  @Omittable() @IsIn(['open', 'approved', 'denied', 'closed']) status?: AccessRequest['status'];
}

export type AccessRequestView = Omit<AccessRequest, 'tenantId'>;

export function viewOfAccessRequest({ tenantId: _own, ...request }: AccessRequest): AccessRequestView {
  return { ...request };
}
