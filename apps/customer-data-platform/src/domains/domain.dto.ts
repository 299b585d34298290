import { Omittable } from '@crm/platform';
import { IsBoolean, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import type { Domain, DomainEdit } from './domain.entity.js';

export class CreateDomainDto {
  @IsString() @Length(1, 200) name: string;
  @IsOptional() @IsString() @MaxLength(2_000) description?: string | null;
  /** False when it is left out. */
  @Omittable() @IsBoolean() public?: boolean;
}

/** What is left out stays as it is; `description: null` clears it. */
export class EditDomainDto implements DomainEdit {
  @Omittable() @IsString() @Length(1, 200) name?: string;
  @IsOptional() @IsString() @MaxLength(2_000) description?: string | null;
  @Omittable() @IsBoolean() public?: boolean;
}

export interface DomainView {
  id: string;
  name: string;
  description: string | null;
  public: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export function viewOfDomain({ tenantId: _, ...view }: Domain): DomainView {
  return view;
}
