import type { LinkProps } from '@tanstack/react-router';
import { Building2, KeyRound, type LucideIcon, ScrollText, Users } from 'lucide-react';

/** A screen that the navigation and the command palette lead to. */
export interface Place {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly to: NonNullable<LinkProps['to']>;
  /** Shown only to those who hold it; operators see everything. */
  readonly permission?: string;
}

export const platformPlaces: readonly Place[] = [{ label: 'Tenants', icon: Building2, to: '/tenants' }];

export const tenantPlaces: readonly Place[] = [
  { label: 'Customers', icon: Users, to: '/t/$tenantId/customers', permission: 'contacts:read' },
  { label: 'Access', icon: KeyRound, to: '/t/$tenantId/access' },
  { label: 'Audit', icon: ScrollText, to: '/t/$tenantId/audit', permission: 'audit:read' },
];
