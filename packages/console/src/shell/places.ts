import type { LinkProps } from '@tanstack/react-router';
import { Building2, Inbox, KeyRound, type LucideIcon, Mail, ScrollText, SlidersHorizontal, Users } from 'lucide-react';
import type { ComponentType } from 'react';
import { UnreadCount } from '../screens/inbox/unread-count.js';

/** A screen that the navigation and the command palette lead to. */
export interface Place {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly to: NonNullable<LinkProps['to']>;
  /** Shown only to those who hold it; operators see everything. */
  readonly permission?: string;
  /** What stands beside it: a number that is waited for. */
  readonly Beside?: ComponentType<{ tenantId: string }>;
}

export const platformPlaces: readonly Place[] = [{ label: 'Tenants', icon: Building2, to: '/tenants' }];

export const tenantPlaces: readonly Place[] = [
  { label: 'Inbox', icon: Inbox, to: '/t/$tenantId/inbox', permission: 'notifications:read', Beside: UnreadCount },
  { label: 'Customers', icon: Users, to: '/t/$tenantId/customers', permission: 'contacts:read' },
  { label: 'Access', icon: KeyRound, to: '/t/$tenantId/access' },
  { label: 'Audit', icon: ScrollText, to: '/t/$tenantId/audit', permission: 'audit:read' },
  { label: 'Mail', icon: Mail, to: '/t/$tenantId/mail', permission: 'mail:read' },
  { label: 'Preferences', icon: SlidersHorizontal, to: '/t/$tenantId/preferences' },
];
