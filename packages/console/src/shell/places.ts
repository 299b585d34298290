import type { LinkProps } from '@tanstack/react-router';
import { Building2, type LucideIcon, Users, Webhook, Workflow } from 'lucide-react';

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
  { label: 'Workflows', icon: Workflow, to: '/t/$tenantId/workflows', permission: 'workflows:read' },
  { label: 'Webhooks', icon: Webhook, to: '/t/$tenantId/webhooks', permission: 'webhooks:read' },
];
