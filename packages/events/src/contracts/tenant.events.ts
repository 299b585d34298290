import { Type } from 'class-transformer';
import {
  IsDateString,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

export const tenantPlans = ['starter', 'growth', 'enterprise'] as const;
export type TenantPlan = (typeof tenantPlans)[number];

export class TenantOwner {
  @IsEmail() email: string;
  @IsString() @MaxLength(200) name: string;
}

/** Fires once per tenant, when it may be used. The owner has not been invited yet. */
export class TenantCreated {
  static readonly type = 'crm.tenant.created.v1';
  static readonly meaning = 'A tenant has been provisioned and is ready for use.';
  static readonly subjectOf = (data: TenantCreated): string => data.tenantId;

  @IsUUID() tenantId: string;
  @IsString() @MaxLength(200) name: string;
  @IsString() @MaxLength(63) slug: string;
  @IsIn(tenantPlans) plan: TenantPlan;
  @IsObject() @ValidateNested() @Type(() => TenantOwner) owner: TenantOwner;
  /** IANA time zone of the tenant's main office. */
  @IsString() @MaxLength(64) timeZone: string;
  @IsDateString() createdAt: string;
}

class TenantLifecycleChange {
  @IsUUID() tenantId: string;
  /** Why, in the words of whoever did it. */
  @IsString() @MaxLength(500) reason: string;
  /** Rises with every change of the tenant's status; a lower one is older. */
  @IsInt() @Min(1) revision: number;
  @IsDateString() at: string;
}

/** Fires when a tenant is suspended; what it holds stays untouched. */
export class TenantSuspended extends TenantLifecycleChange {
  static readonly type = 'crm.tenant.suspended.v1';
  static readonly meaning = 'A tenant has been suspended, with a reason.';
  static readonly subjectOf = (data: TenantSuspended): string => data.tenantId;
}

/** Fires when a suspended tenant may be used again. */
export class TenantReactivated extends TenantLifecycleChange {
  static readonly type = 'crm.tenant.reactivated.v1';
  static readonly meaning = 'A suspended tenant is active again.';
  static readonly subjectOf = (data: TenantReactivated): string => data.tenantId;

  /** When the suspension that has ended began. */
  @IsOptional() @IsDateString() suspendedAt?: string;
}

/** Fires once per tenant; nothing about the tenant happens after it but retention and export. */
export class TenantDeactivated extends TenantLifecycleChange {
  static readonly type = 'crm.tenant.deactivated.v1';
  static readonly meaning = 'A tenant has been closed for good.';
  static readonly subjectOf = (data: TenantDeactivated): string => data.tenantId;
}
