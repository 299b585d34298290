import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../routes/roots.js';
import { textIn } from '../../routes/search.js';

interface DeadLettersSearch {
  service?: string;
  reason?: string;
  type?: string;
  /** The letter that is looked at. */
  letter?: string;
}

export const deadLettersRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/dead-letters',
  validateSearch: (raw): DeadLettersSearch => ({
    service: textIn(raw, 'service'),
    reason: textIn(raw, 'reason'),
    type: textIn(raw, 'type'),
    letter: textIn(raw, 'letter'),
  }),
  component: lazyRouteComponent(() => import('./dead-letters.screen.js'), 'DeadLettersScreen'),
});

export const deadLettersRoutes = [deadLettersRoute] as const;
