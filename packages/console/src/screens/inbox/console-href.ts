/** Places of the console for what the API calls by its own addresses. */
const places: readonly (readonly [address: RegExp, place: string])[] = [
  [/^\/v1\/audit\/alerts\/([\w-]+)$/, 'audit/alerts?alert=$1'],
  [/^\/v1\/contacts\/([\w-]+)$/, 'customers/$1'],
  [/^\/v1\/imports\/([\w-]+)$/, 'customers/imports/$1'],
  [/^\/v1\/imports\/([\w-]+)\/rows\?status=(rejected)$/, 'customers/imports/$1?view=$2'],
  [/^\/v1\/health\/score$/, 'health'],
  [/^\/v1\/home$/, 'onboarding'],
  [/^\/v1\/webhook-endpoints\/([\w-]+)$/, 'webhooks/$1'],
  [/^\/v1\/workflow-runs\/([\w-]+)$/, 'workflows/runs/$1'],
];

/** Where a notification leads to; undefined when there is no screen for it. */
export function consoleHref(tenantId: string, link: string | null): string | undefined {
  const [address, place] = places.find(([pattern]) => link !== null && pattern.test(link)) ?? [];
  return address && place && link ? `/console/t/${tenantId}/${link.replace(address, place)}` : undefined;
}
