import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { oneOf, textIn } from '../../routes/search.js';
import {
  type BindingStatus,
  bindingStatuses,
  type ContainmentStatus,
  containmentStatuses,
  type InvitationStatus,
  invitationStatuses,
  type RequestStatus,
  requestStatuses,
  type UserStatus,
  userStatuses,
} from './access-facts.js';

const accessRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/t/$tenantId/access/users', params, replace: true });
  },
});

export const usersRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access/users',
  validateSearch: (raw): { q?: string; status?: UserStatus; role?: string; user?: string } => ({
    q: textIn(raw, 'q'),
    status: oneOf(raw, 'status', userStatuses),
    role: textIn(raw, 'role'),
    user: textIn(raw, 'user'),
  }),
  component: lazyRouteComponent(() => import('./users.screen.js'), 'UsersScreen'),
});

export const invitationsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access/invitations',
  validateSearch: (raw): { q?: string; status?: InvitationStatus } => ({
    q: textIn(raw, 'q'),
    status: oneOf(raw, 'status', invitationStatuses),
  }),
  component: lazyRouteComponent(() => import('./invitations.screen.js'), 'InvitationsScreen'),
});

export const rolesRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access/roles',
  component: lazyRouteComponent(() => import('./roles.screen.js'), 'RolesScreen'),
});

export const permissionsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access/permissions',
  component: lazyRouteComponent(() => import('./permissions.screen.js'), 'PermissionsScreen'),
});

export const decisionsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access/why',
  validateSearch: (raw): { person?: string; permission?: string } => ({
    person: textIn(raw, 'person'),
    permission: textIn(raw, 'permission'),
  }),
  component: lazyRouteComponent(() => import('./decisions.screen.js'), 'DecisionsScreen'),
});

export const requestsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access/requests',
  validateSearch: (raw): { status?: RequestStatus } => ({
    status: oneOf(raw, 'status', requestStatuses),
  }),
  component: lazyRouteComponent(() => import('./requests.screen.js'), 'RequestsScreen'),
});

export const containmentsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access/containments',
  validateSearch: (raw): { status?: ContainmentStatus } => ({
    status: oneOf(raw, 'status', containmentStatuses),
  }),
  component: lazyRouteComponent(() => import('./containments.screen.js'), 'ContainmentsScreen'),
});

export const bindingsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'access/bindings',
  validateSearch: (raw): { status?: BindingStatus; role?: string } => ({
    status: oneOf(raw, 'status', bindingStatuses),
    role: textIn(raw, 'role'),
  }),
  component: lazyRouteComponent(() => import('./bindings.screen.js'), 'BindingsScreen'),
});

export const accessRoutes = [
  accessRoute,
  usersRoute,
  invitationsRoute,
  rolesRoute,
  permissionsRoute,
  decisionsRoute,
  requestsRoute,
  containmentsRoute,
  bindingsRoute,
] as const;
