/**
 * Where somebody of a tenant reads in the console what the API has at `link`. The console knows which of its screens
 * that is, and asks for a sign-in first.
 *
 * @param publicUrl origin of the gateway, which serves the console
 */
export function consoleLink(publicUrl: string, tenantId: string, link: string): string {
  const url = new URL(`/console/t/${tenantId}/open`, publicUrl);
  url.searchParams.set('link', link);
  return url.href;
}
