import { createHmac, timingSafeEqual } from 'node:crypto';
import { encodeToken, type OpaqueToken } from '../opaque-token.js';
import type { Invitation } from './invitation.entity.js';

type Proved = Pick<Invitation, 'id' | 'tenantId' | 'nonce'>;

function proofOf({ id, tenantId, nonce }: Proved, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(`${tenantId}/${id}/`).update(nonce).digest();
}

/** The token of an invitation's link. It is made when it is needed and stored nowhere. */
export function tokenOf(invitation: Proved, secret: Buffer): string {
  const { id, tenantId } = invitation;
  return encodeToken({ tenantId, id, proof: proofOf(invitation, secret) });
}

/** Whether it is the token of the link that was made last. */
export function proves({ proof }: OpaqueToken, invitation: Proved, secret: Buffer): boolean {
  return timingSafeEqual(proof, proofOf(invitation, secret));
}
