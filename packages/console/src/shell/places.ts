import type { LinkProps } from '@tanstack/react-router';
import {
  Building2,
  ChartLine,
  CreditCard,
  GitFork,
  HeartPulse,
  Inbox,
  KeyRound,
  ListChecks,
  type LucideIcon,
  Mail,
  MailX,
  ScrollText,
  Server,
  SlidersHorizontal,
  Users,
  Waypoints,
  Webhook,
  Workflow,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { UnreadCount } from '../screens/inbox/unread-count.js';
import type { SignedInUser } from '../session/session.js';

/** A screen that the navigation and the command palette lead to. */
export interface Place {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly to: NonNullable<LinkProps['to']>;
  /** Shown only to those who hold it. */
  readonly permission?: string;
  /** What stands beside it: a number that is waited for. */
  readonly Beside?: ComponentType<{ tenantId: string }>;
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
  { label: 'Inbox', icon: Inbox, to: '/t/$tenantId/inbox', permission: 'notifications:read', Beside: UnreadCount },
  { label: 'Customers', icon: Users, to: '/t/$tenantId/customers', permission: 'contacts:read' },
  { label: 'Onboarding', icon: ListChecks, to: '/t/$tenantId/onboarding', permission: 'onboarding:read' },
  { label: 'Health', icon: HeartPulse, to: '/t/$tenantId/health', permission: 'health:read' },
  { label: 'Workflows', icon: Workflow, to: '/t/$tenantId/workflows', permission: 'workflows:read' },
  { label: 'Webhooks', icon: Webhook, to: '/t/$tenantId/webhooks', permission: 'webhooks:read' },
  { label: 'Access', icon: KeyRound, to: '/t/$tenantId/access' },
  { label: 'Audit', icon: ScrollText, to: '/t/$tenantId/audit', permission: 'audit:read' },
  { label: 'Traces', icon: GitFork, to: '/t/$tenantId/traces', permission: 'feed:read' },
  { label: 'Billing', icon: CreditCard, to: '/t/$tenantId/billing', permission: 'billing:read' },
  { label: 'Analytics', icon: ChartLine, to: '/t/$tenantId/analytics', permission: 'analytics:read' },
  { label: 'Mail', icon: Mail, to: '/t/$tenantId/mail', permission: 'mail:read' },
  { label: 'Preferences', icon: SlidersHorizontal, to: '/t/$tenantId/preferences' },
];

/** Whether a place is open to a user; operators see everything. */
export const isOpenTo = (place: Place, { kind, permissions }: SignedInUser): boolean =>
  kind === 'operator' || place.permission === undefined || permissions.includes(place.permission);
