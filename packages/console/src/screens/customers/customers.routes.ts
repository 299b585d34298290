import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { textIn } from '../../routes/search.js';

export const contactsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'customers',
  validateSearch: (raw): { q?: string } => ({ q: textIn(raw, 'q') }),
  component: lazyRouteComponent(() => import('./contacts.screen.js'), 'ContactsScreen'),
});

export const customersRoutes = [contactsRoute] as const;
