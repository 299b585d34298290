import { defineProblem } from '@crm/platform';

export const ForeignOrigin = defineProblem('foreign-origin', 403, 'The request comes from another site');

interface Origins {
  readonly 'sec-fetch-site'?: string | undefined;
  readonly origin?: string | undefined;
}

/**
 * Refuses what another site's page makes a browser send. Browsers say where a request comes from (Fetch Metadata), over
 * plain HTTP to a named host at least by `Origin`; a program that says neither has no cookie of somebody else.
 *
 * @throws ForeignOrigin
 */
export function assertSameOrigin({ 'sec-fetch-site': site, origin }: Origins, publicUrl: string): void {
  if (site !== undefined ? site === 'same-origin' : origin === undefined || origin === new URL(publicUrl).origin)
    return;
  throw new ForeignOrigin(`Sessions of a browser are started at ${new URL(publicUrl).origin} only.`);
}
