import { Platform, type Session } from '@crm/scenarios';

export interface Subject {
  readonly name: string;
  readonly path: string;
  /** Who looks at it; nobody before the sign-in. */
  readonly as?: 'operator';
  /** It shows no list that grows. */
  readonly short?: boolean;
}

/** Charts, boards and forms: what they are about is as many as it is. */
const short = new Set([
  'sign-in',
  'map',
  'map-selected',
  'map-matrix',
  'map-service-events',
  'activation',
  'analytics',
  'system',
]);

/** Every screen, with things to look at that the platform has. The tenant is the one with most contacts of the newest. */
export async function subjectsOf(platform: Platform): Promise<readonly Subject[]> {
  const operator = await platform.operator();
  const { items } = await operator.get<{ items: { id: string; status: string }[] }>('/v1/tenants?limit=20');
  const active = items.filter(({ status }) => status === 'active');
  const counts = await Promise.all(active.map(({ id }) => count(operator.for(id))));
  const tenantId = active[counts.indexOf(Math.max(...counts))]?.id;
  if (tenantId === undefined)
    throw new Error('There is no active tenant to look at: let "npm start" tell its story first.');
  const inside = operator.for(tenantId);
  const first = async (path: string, id = 'id'): Promise<string> => {
    const { items: rows } = await inside.get<{ items: Record<string, string>[] }>(path);
    return rows[0]?.[id] ?? 'none';
  };
  const trace = await first('/v1/traces?type=crm.tenant.created.v1&limit=1', 'correlationId');
  const at = `/t/${tenantId}`;
  const platformScreens: [string, string][] = [
    ['map', '/map'],
    ['map-selected', '/map?on=crm.contact.created.v1'],
    ['map-matrix', '/map?view=matrix'],
    ['map-service-events', '/map?view=service-events'],
    ['traces', '/traces'],
    ['trace', `/traces/${trace}`],
    ['trace-tree', `/traces/${trace}?view=tree`],
    ['dead-letters', '/dead-letters'],
    ['tenants', '/tenants'],
    ['tenant', `/tenants/${tenantId}`],
    ['onboardings', '/onboarding'],
    ['activation', '/onboarding?view=activation'],
    ['portfolio', '/health'],
    ['system', '/system'],
  ];
  const tenantScreens: [string, string][] = [
    ['contacts', `${at}/customers`],
    ['onboarding', `${at}/onboarding`],
    ['health', `${at}/health`],
    ['billing', `${at}/billing`],
    ['analytics', `${at}/analytics`],
    ['tenant-traces', `${at}/traces`],
  ];
  const signedIn = [...platformScreens, ...tenantScreens].map(([name, path]) => ({
    name,
    path,
    as: 'operator' as const,
  }));
  const all: Subject[] = [{ name: 'sign-in', path: '/sign-in' }, ...signedIn];
  return all.map((subject) => ({ ...subject, short: short.has(subject.name) }));
}

async function count(session: Session): Promise<number> {
  return (await session.get<{ items: unknown[] }>('/v1/contacts?limit=200')).items.length;
}
