/** Where a reference leads: to a place in its own document, or in a schema of the tenant. */
export interface Target {
  readonly schemaId?: string;
  /** Where the reference names it. */
  readonly domainId?: string;
  /** A JSON pointer or the name of an anchor, decoded; empty for the whole. */
  readonly fragment: string;
}

const id = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
const forms = new RegExp(`^(?:urn:crm:schema:|/v1/domains/${id}/schemas/)${id}$`, 'i');

/** How others refer to a schema of the tenant; its address on the API means the same. */
export const uriOf = (schemaId: string): string => `urn:crm:schema:${schemaId}`;

/** Undefined for whatever leads outside: nothing is ever fetched. */
export function targetOf(reference: string): Target | undefined {
  const [, uri = '', encoded = ''] = /^([^#]*)#?(.*)$/s.exec(reference) ?? [];
  const fragment = decoded(encoded);
  if (fragment === undefined) return undefined;
  if (uri === '') return { fragment };
  const [, domainId, schemaId] = forms.exec(uri.toLowerCase()) ?? [];
  return schemaId === undefined ? undefined : { schemaId, domainId, fragment };
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
