import type { LinkProps } from '@tanstack/react-router';
import { Building2, ChartLine, CreditCard, HeartPulse, ListChecks, type LucideIcon, Users } from 'lucide-react';

/** A screen that the navigation and the command palette lead to. */
export interface Place {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly to: NonNullable<LinkProps['to']>;
  /** Shown only to those who hold it; operators see everything. */
  readonly permission?: string;
}

export const platformPlaces: readonly Place[] = [
  { label: 'Tenants', icon: Building2, to: '/tenants' },
  { label: 'Onboarding', icon: ListChecks, to: '/onboarding' },
  { label: 'Health', icon: HeartPulse, to: '/health' },
];

export const tenantPlaces: readonly Place[] = [
  { label: 'Customers', icon: Users, to: '/t/$tenantId/customers', permission: 'contacts:read' },
  { label: 'Onboarding', icon: ListChecks, to: '/t/$tenantId/onboarding', permission: 'onboarding:read' },
  { label: 'Health', icon: HeartPulse, to: '/t/$tenantId/health', permission: 'health:read' },
  { label: 'Billing', icon: CreditCard, to: '/t/$tenantId/billing', permission: 'billing:read' },
  { label: 'Analytics', icon: ChartLine, to: '/t/$tenantId/analytics', permission: 'analytics:read' },
];
