/** What people carry in links and as refresh tokens: where something is, and the 32 bytes that prove the right to it. */
export interface OpaqueToken {
  readonly tenantId: string;
  readonly id: string;
  readonly proof: Buffer;
}

/** 16 + 16 + 32 bytes. */
const form = /^[A-Za-z0-9_-]{86}$/;

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export function encodeToken({ tenantId, id, proof }: OpaqueToken): string {
  return Buffer.concat([bytesOf(tenantId), bytesOf(id), proof]).toString('base64url');
}

/** Undefined for anything that `encodeToken` did not make. */
export function decodeToken(text: string): OpaqueToken | undefined {
  if (!form.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return { tenantId: idOf(bytes.subarray(0, 16)), id: idOf(bytes.subarray(16, 32)), proof: bytes.subarray(32) };
}
