import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../routes/roots.js';
import { textIn } from '../../routes/search.js';

interface DeadLettersSearch {
  service?: string;
  reason?: string;
  type?: string;
  /** The letter that is looked at, with its service in `of`. */
  letter?: string;
  of?: string;
}

export const deadLettersRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/dead-letters',
  validateSearch: (raw): DeadLettersSearch => ({
    service: textIn(raw, 'service'),
    reason: textIn(raw, 'reason'),
    type: textIn(raw, 'type'),
    letter: textIn(raw, 'letter'),
    of: textIn(raw, 'of'),
  }),
  component: lazyRouteComponent(() => import('./dead-letters.screen.js'), 'DeadLettersScreen'),
});

export const deadLettersRoutes = [deadLettersRoute] as const;
