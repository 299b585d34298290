import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import { type EndpointStatus, endpointStatuses, type MessageStatus, messageStatuses } from './webhook-facts.js';

export const endpointsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'webhooks',
  validateSearch: (raw): { status?: EndpointStatus } => ({ status: oneOf(raw, 'status', endpointStatuses) }),
  component: lazyRouteComponent(() => import('./endpoints.screen.js'), 'EndpointsScreen'),
});

export const endpointRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'webhooks/$endpointId',
  component: lazyRouteComponent(() => import('./endpoint.screen.js'), 'EndpointScreen'),
});

interface MessagesSearch {
  endpoint?: string;
  status?: MessageStatus;
  type?: string;
}

export const messagesRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'webhooks/messages',
  validateSearch: (raw): MessagesSearch => ({
    endpoint: textIn(raw, 'endpoint'),
    status: oneOf(raw, 'status', messageStatuses),
    type: textIn(raw, 'type'),
  }),
  component: lazyRouteComponent(() => import('./messages.screen.js'), 'MessagesScreen'),
});

export const messageRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'webhooks/messages/$messageId',
  validateSearch: (raw): { attempt?: string } => ({ attempt: textIn(raw, 'attempt') }),
  component: lazyRouteComponent(() => import('./message.screen.js'), 'MessageScreen'),
});

export const deliveryRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'webhooks/delivery',
  component: lazyRouteComponent(() => import('./delivery.screen.js'), 'DeliveryScreen'),
});

export const webhooksRoutes = [endpointsRoute, endpointRoute, messagesRoute, messageRoute, deliveryRoute] as const;
