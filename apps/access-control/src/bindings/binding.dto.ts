import { Omittable, PageQuery } from '@crm/platform';
import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import type { Binding, BindingStatus } from './binding.entity.js';

export class BindingsQuery extends PageQuery {
  @Omittable() @IsUUID() subjectId?: string;
  @Omittable() @IsString() @MaxLength(63) role?: string;
  @Omittable() @IsIn(['invited', 'active', 'ended']) status?: BindingStatus;
}

export interface BindingView {
  id: string;
  subjectId: string;
  role: string;
  source: Binding['source'];
  revision: number;
  status: BindingStatus;
  since: Date;
  setBy: string;
  endedAt: Date | null;
  endedBecause: Binding['endedBecause'];
}

export function viewOfBinding({ tenantId: _own, assignment: _order, ...binding }: Binding): BindingView {
  return { ...binding };
}
