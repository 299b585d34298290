import { type TenantPlan, tenantPlans } from '@crm/events';
import type { Currency } from '../money/minor-units.js';
import { times } from '../money/times.js';

/** What is counted: each is a sum over a period. */
export const meters = ['seats', 'contacts', 'api-calls'] as const;
export type Meter = (typeof meters)[number];

export interface UsagePrice {
  /** Minor units for every `per` units beyond what is included. */
  readonly price: number;
  readonly per: number;
}

export interface Plan {
  readonly key: TenantPlan;
  readonly name: string;
  readonly currency: Currency;
  /** Minor units for a period of one month, paid in advance. */
  readonly monthlyPrice: number;
  /** Per period; a shorter last period includes as much. */
  readonly included: Readonly<Record<Meter, number>>;
  readonly usagePrices: Readonly<Record<Meter, UsagePrice>>;
}

/** The plans that can be bought; amounts are in minor units. */
export const catalogue: Readonly<Record<TenantPlan, Plan>> = {
  starter: {
    key: 'starter',
    name: 'Starter',
    currency: 'EUR',
    monthlyPrice: 4_900,
    included: { seats: 3, contacts: 1_000, 'api-calls': 10_000 },
    usagePrices: {
      seats: { price: 900, per: 1 },
      contacts: { price: 500, per: 1_000 },
      'api-calls': { price: 50, per: 1_000 },
    },
  },
  growth: {
    key: 'growth',
    name: 'Growth',
    currency: 'EUR',
    monthlyPrice: 19_900,
    included: { seats: 10, contacts: 10_000, 'api-calls': 100_000 },
    usagePrices: {
      seats: { price: 800, per: 1 },
      contacts: { price: 400, per: 1_000 },
      'api-calls': { price: 40, per: 1_000 },
    },
  },
  enterprise: {
    key: 'enterprise',
    name: 'Enterprise',
    currency: 'EUR',
    monthlyPrice: 99_900,
    included: { seats: 50, contacts: 100_000, 'api-calls': 1_000_000 },
    usagePrices: {
      seats: { price: 700, per: 1 },
      contacts: { price: 300, per: 1_000 },
      'api-calls': { price: 30, per: 1_000 },
    },
  },
};

export const planList: readonly Plan[] = tenantPlans.map((key) => catalogue[key]);

export interface Charge {
  readonly included: number;
  readonly billable: number;
  readonly amount: number;
}

/** What a period's usage of one meter costs: only what is beyond the included is paid. */
export function chargeFor(plan: Plan, meter: Meter, quantity: number): Charge {
  const included = plan.included[meter];
  const billable = Math.max(0, quantity - included);
  const { price, per } = plan.usagePrices[meter];
  return { included, billable, amount: times(billable, price, per) };
}
