import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';

interface BillingSearch {
  readonly tab?: 'invoices' | 'plans';
  readonly kind?: 'invoice' | 'credit-note';
  /** The invoice that is open. */
  readonly invoice?: string;
}

export const billingRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'billing',
  validateSearch: (raw): BillingSearch => ({
    tab: oneOf(raw, 'tab', ['invoices', 'plans']),
    kind: oneOf(raw, 'kind', ['invoice', 'credit-note']),
    invoice: textIn(raw, 'invoice'),
  }),
  component: lazyRouteComponent(() => import('./billing.screen.js'), 'BillingScreen'),
});

export const billingRoutes = [billingRoute] as const;
