/** The header by which an edit is refused when somebody else has changed the thing since it was read. */
export const ifMatch = (etag: string | null): { 'If-Match'?: string } => (etag ? { 'If-Match': etag } : {});
