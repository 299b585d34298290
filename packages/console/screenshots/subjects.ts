import type { Platform, Session, Tenant } from '@crm/scenarios';

export interface Subject {
  readonly name: string;
  readonly path: string;
  /** Who looks at it; nobody before the sign-in. */
  readonly as?: 'operator' | 'owner';
  /** It shows no list that grows. */
  readonly short?: boolean;
}

/** Charts, boards and forms: what they are about is as many as it is. */
const short = new Set([
  ...[
    'sign-in',
    'accept-invitation',
    'account',
    'map',
    'map-selected',
    'map-matrix',
    'map-service-events',
    'activation',
  ],
  ...[
    'analytics',
    'system',
    'new-workflow',
    'webhook-delivery',
    'access-why',
    'access-roles',
    'preferences',
    'own-account',
  ],
  ...['access-decision', 'billing-plans', 'workflow-versions'],
]);

/**
 * Every screen, with things to look at that the platform has: those of the platform and of the tenant with most contacts
 * among the newest for operators, those that are a person's own for the owner of `owned`.
 */
export async function subjectsOf(platform: Platform, owned: Tenant): Promise<readonly Subject[]> {
  const operator = await platform.operator();
  const { items } = await operator.get<{ items: { id: string; status: string }[] }>('/v1/tenants?limit=20');
  const active = items.filter(({ status }) => status === 'active');
  const counts = await Promise.all(active.map(({ id }) => count(operator.for(id))));
  const tenantId = active[counts.indexOf(Math.max(...counts))]?.id;
  if (tenantId === undefined)
    throw new Error('There is no active tenant to look at: let "npm start" tell its story first.');
  const inside = operator.for(tenantId);
  const signedIn = [...(await ofThePlatform(inside, tenantId)), ...(await ofTheTenant(inside, `/t/${tenantId}`))];
  const all: Subject[] = [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'accept-invitation', path: '/accept-invitation?token=none' },
    ...seenBy('operator', signedIn),
    ...seenBy('owner', await ofTheOwner(owned)),
  ];
  return all.map((subject) => ({ ...subject, short: short.has(subject.name) }));
}

const seenBy = (as: 'operator' | 'owner', named: readonly Named[]): Subject[] =>
  named.filter(([, path]) => !path.includes(absent)).map(([name, path]) => ({ name, path, as }));

type Named = readonly [name: string, path: string];

/** In place of an id where there is nothing of the kind. */
const absent = 'nothing-there';

async function firstOf(session: Session, path: string, id = 'id'): Promise<string> {
  const { items } = await session.get<{ items: Record<string, string>[] }>(path);
  return items[0]?.[id] ?? absent;
}

async function ofThePlatform(session: Session, tenantId: string): Promise<readonly Named[]> {
  const [trace, letter, said] = await Promise.all([
    firstOf(session, '/v1/traces?type=crm.tenant.created.v1&limit=1', 'correlationId'),
    firstOf(session, '/v1/operations/analytics-pipeline/dead-letters?limit=1'),
    firstOf(session, '/v1/traces/messages?type=crm.tenant.created.v1&limit=1', 'eventId'),
  ]);
  return [
    ['map', '/map'],
    ['map-selected', '/map?on=crm.contact.created.v1'],
    ['map-matrix', '/map?view=matrix'],
    ['map-service-events', '/map?view=service-events'],
    ['traces', '/traces'],
    ['trace', `/traces/${trace}`],
    ['trace-message', `/traces/${trace}?event=${said}`],
    ['trace-tree', `/traces/${trace}?view=tree`],
    ['dead-letters', '/dead-letters'],
    [
      'dead-letter',
      `/dead-letters?service=analytics-pipeline&reason=invalid-data&type=crm.contact.created.v1&letter=${letter}`,
    ],
    ['tenants', '/tenants'],
    ['tenant', `/tenants/${tenantId}`],
    ['onboardings', '/onboarding'],
    ['activation', '/onboarding?view=activation'],
    ['portfolio', '/health'],
    ['system', '/system'],
    ['account', '/account'],
  ];
}

async function ofTheTenant(session: Session, at: string): Promise<readonly Named[]> {
  const [contact, contactImport, workflow, run, endpoint, message] = await Promise.all([
    firstOf(session, '/v1/contacts?limit=1'),
    firstOf(session, '/v1/imports?limit=1'),
    firstOf(session, '/v1/workflows?limit=1'),
    firstOf(session, '/v1/workflow-runs?limit=1'),
    firstOf(session, '/v1/webhook-endpoints?limit=1'),
    firstOf(session, '/v1/webhook-messages?limit=1'),
  ]);
  const [user, entry, alert, mail] = await Promise.all([
    firstOf(session, '/v1/users?role=admin&status=active&limit=1'),
    firstOf(session, '/v1/audit/entries?limit=1'),
    firstOf(session, '/v1/audit/alerts?limit=1'),
    firstOf(session, '/v1/mail?state=bounced&limit=1'),
  ]);
  return [
    ['contacts', `${at}/customers`],
    ['contact', `${at}/customers/${contact}`],
    ['merges', `${at}/customers/merges`],
    ['imports', `${at}/customers/imports`],
    ['import', `${at}/customers/imports/${contactImport}`],
    ['import-results', `${at}/customers/imports/${contactImport}?view=results`],
    ['onboarding', `${at}/onboarding`],
    ['health', `${at}/health`],
    ['workflows', `${at}/workflows`],
    ['new-workflow', `${at}/workflows/new`],
    ['workflow', `${at}/workflows/${workflow}`],
    ['workflow-versions', `${at}/workflows/${workflow}?tab=versions`],
    ['runs', `${at}/workflows/runs`],
    ['run', `${at}/workflows/runs/${run}`],
    ['webhooks', `${at}/webhooks`],
    ['webhook', `${at}/webhooks/${endpoint}`],
    ['messages', `${at}/webhooks/messages`],
    ['message', `${at}/webhooks/messages/${message}`],
    ['webhook-delivery', `${at}/webhooks/delivery`],
    ['access-users', `${at}/access/users`],
    ['access-user', `${at}/access/users?user=${user}`],
    ['access-invitations', `${at}/access/invitations`],
    ['access-roles', `${at}/access/roles`],
    ['access-permissions', `${at}/access/permissions`],
    ['access-why', `${at}/access/why`],
    ['access-decision', `${at}/access/why?person=${user}&permission=contacts:export`],
    ['access-containments', `${at}/access/containments`],
    ['access-bindings', `${at}/access/bindings`],
    ['audit', `${at}/audit`],
    ['audit-entry', `${at}/audit?entry=${entry}`],
    ['audit-events', `${at}/audit/events`],
    ['audit-alerts', `${at}/audit/alerts`],
    ['audit-alert', `${at}/audit/alerts?alert=${alert}`],
    ['billing', `${at}/billing`],
    ['billing-plans', `${at}/billing?tab=plans`],
    ['analytics', `${at}/analytics`],
    ['mail', `${at}/mail`],
    ['mail-message', `${at}/mail?mail=${mail}`],
    ['suppressions', `${at}/mail/suppressions`],
    ['tenant-traces', `${at}/traces`],
  ];
}

async function ofTheOwner({ id, owner }: Tenant): Promise<readonly Named[]> {
  const at = `/t/${id}`;
  const { session } = owner;
  const [notice, pair, invoice] = await Promise.all([
    firstOf(session, '/v1/notifications?state=all'),
    firstOf(session, '/v1/duplicates'),
    firstOf(session, '/v1/invoices?limit=1'),
  ]);
  return [
    ['inbox', `${at}/inbox`],
    ['inbox-notice', `${at}/inbox?notice=${notice}`],
    ['preferences', `${at}/preferences`],
    ['own-account', '/account'],
    ['duplicates', `${at}/customers/duplicates`],
    ['duplicates-pair', `${at}/customers/duplicates?pair=${pair}`],
    ['access-requests', `${at}/access/requests`],
    ['billing-invoices', `${at}/billing?tab=invoices`],
    ['billing-invoice', `${at}/billing?tab=invoices&invoice=${invoice}`],
  ];
}

async function count(session: Session): Promise<number> {
  return (await session.get<{ items: unknown[] }>('/v1/contacts?limit=200')).items.length;
}
