import type { LinkProps } from '@tanstack/react-router';
import {
  Building2,
  ChartLine,
  CreditCard,
  GitFork,
  HeartPulse,
  ListChecks,
  type LucideIcon,
  MailX,
  Server,
  Users,
  Waypoints,
} from 'lucide-react';
import type { SignedInUser } from '../session/session.js';

/** A screen that the navigation and the command palette lead to. */
export interface Place {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly to: NonNullable<LinkProps['to']>;
  /** Shown only to those who hold it. */
  readonly permission?: string;
}

export const platformPlaces: readonly Place[] = [
  { label: 'Event map', icon: Waypoints, to: '/map' },
  { label: 'Tenants', icon: Building2, to: '/tenants' },
  { label: 'Onboarding', icon: ListChecks, to: '/onboarding' },
  { label: 'Health', icon: HeartPulse, to: '/health' },
  { label: 'Traces', icon: GitFork, to: '/traces' },
  { label: 'Dead letters', icon: MailX, to: '/dead-letters' },
  { label: 'System', icon: Server, to: '/system' },
];

export const tenantPlaces: readonly Place[] = [
  { label: 'Customers', icon: Users, to: '/t/$tenantId/customers', permission: 'contacts:read' },
  { label: 'Onboarding', icon: ListChecks, to: '/t/$tenantId/onboarding', permission: 'onboarding:read' },
  { label: 'Health', icon: HeartPulse, to: '/t/$tenantId/health', permission: 'health:read' },
  { label: 'Billing', icon: CreditCard, to: '/t/$tenantId/billing', permission: 'billing:read' },
  { label: 'Analytics', icon: ChartLine, to: '/t/$tenantId/analytics', permission: 'analytics:read' },
  { label: 'Traces', icon: GitFork, to: '/t/$tenantId/traces', permission: 'feed:read' },
];

/** Whether a place is open to a user; operators see everything. */
export const isOpenTo = (place: Place, { kind, permissions }: SignedInUser): boolean =>
  kind === 'operator' || place.permission === undefined || permissions.includes(place.permission);
