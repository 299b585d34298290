import { type TenantPlan, tenantPlans } from '@crm/events';
import { IsIn, IsOptional } from 'class-validator';
import type { BillingAccount } from '../accounts/billing-account.entity.js';
import type { Currency } from '../money/minor-units.js';
import type { EndReason, Subscription } from './subscription.entity.js';

export class StartTrialDto {
  @IsIn(tenantPlans) plan: TenantPlan;
}

export class ActivateDto {
  /** The plan to buy; the one of the trial, without it. */
  @IsOptional() @IsIn(tenantPlans) plan?: TenantPlan;
}

export class ChangePlanDto {
  @IsIn(tenantPlans) plan: TenantPlan;
}

export interface SubscriptionView {
  /** Null when the tenant was closed before a subscription ever started. */
  id: string | null;
  tenantId: string;
  /** past-due: active, with an invoice whose due date has passed. never-started: closed before it began, for good. */
  status: 'trialing' | 'active' | 'past-due' | 'ended' | 'never-started';
  plan: TenantPlan | null;
  currency: Currency | null;
  /** Minor units. */
  monthlyPrice: number | null;
  /** The running period; of the trial, until it is activated. */
  period: { start: Date; end: Date } | null;
  startedAt: Date | null;
  trialEndsAt: Date | null;
  activatedAt: Date | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  /** When the tenant was closed for good; nothing begins after it. */
  closedAt: Date | null;
  closedReason: string | null;
  version: number;
}

export function viewOfSubscription(
  subscription: Subscription,
  account: BillingAccount | null,
  overdue: boolean,
): SubscriptionView {
  const { status, bought, period } = subscription;
  return {
    id: subscription.id,
    tenantId: subscription.tenantId,
    status: status === 'active' && overdue ? 'past-due' : status,
    plan: subscription.plan,
    currency: bought.currency,
    monthlyPrice: bought.monthlyPrice,
    period: subscription.running ? { start: period.start, end: period.end } : null,
    startedAt: subscription.startedAt,
    trialEndsAt: subscription.trialEndsAt,
    activatedAt: subscription.activatedAt,
    endedAt: subscription.endedAt,
    endReason: subscription.endReason,
    closedAt: account?.closedAt ?? null,
    closedReason: account?.closedReason ?? null,
    version: subscription.version,
  };
}

/** The tombstone of a tenant that was closed before its subscription could begin. */
export function viewOfTombstone({ tenantId, closedAt, closedReason }: BillingAccount): SubscriptionView {
  return {
    id: null,
    tenantId,
    status: 'never-started',
    plan: null,
    currency: null,
    monthlyPrice: null,
    period: null,
    startedAt: null,
    trialEndsAt: null,
    activatedAt: null,
    endedAt: null,
    endReason: null,
    closedAt,
    closedReason,
    version: 0,
  };
}
