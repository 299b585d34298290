import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { tenantRoute } from '../../routes/roots.js';
import { flagIn, oneOf, textIn } from '../../routes/search.js';
import { type ContactSource, contactSources } from './contact-sources.js';
import { type ImportView, importViews, type RowOutcome, rowOutcomes } from './import-views.js';

interface ContactsSearch {
  q?: string;
  segment?: string;
  source?: ContactSource;
  company?: string;
  bounced?: true;
}

export const contactsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'customers',
  validateSearch: (raw): ContactsSearch => ({
    q: textIn(raw, 'q'),
    segment: textIn(raw, 'segment'),
    source: oneOf(raw, 'source', contactSources),
    company: textIn(raw, 'company'),
    bounced: flagIn(raw, 'bounced'),
  }),
  component: lazyRouteComponent(() => import('./contacts.screen.js'), 'ContactsScreen'),
});

export const contactRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'customers/$contactId',
  component: lazyRouteComponent(() => import('./contact.screen.js'), 'ContactScreen'),
});

export const duplicatesRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'customers/duplicates',
  validateSearch: (raw): { status?: 'dismissed'; contact?: string; pair?: string } => ({
    status: oneOf(raw, 'status', ['dismissed']),
    contact: textIn(raw, 'contact'),
    pair: textIn(raw, 'pair'),
  }),
  component: lazyRouteComponent(() => import('./duplicates.screen.js'), 'DuplicatesScreen'),
});

export const mergesRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'customers/merges',
  validateSearch: (raw): { survivor?: string } => ({ survivor: textIn(raw, 'survivor') }),
  component: lazyRouteComponent(() => import('./merges.screen.js'), 'MergesScreen'),
});

export const importsRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'customers/imports',
  component: lazyRouteComponent(() => import('./imports.screen.js'), 'ImportsScreen'),
});

export const importRoute = createRoute({
  getParentRoute: () => tenantRoute,
  path: 'customers/imports/$importId',
  validateSearch: (raw): { view?: ImportView; outcome?: RowOutcome } => ({
    view: oneOf(raw, 'view', importViews),
    outcome: oneOf(raw, 'outcome', rowOutcomes),
  }),
  component: lazyRouteComponent(() => import('./import.screen.js'), 'ImportScreen'),
});

export const customersRoutes = [
  contactsRoute,
  contactRoute,
  duplicatesRoute,
  mergesRoute,
  importsRoute,
  importRoute,
] as const;
