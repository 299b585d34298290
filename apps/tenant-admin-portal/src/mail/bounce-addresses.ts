import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PortalConfig } from '../config.js';

/** What a proof is made for: a mail of this tenant to this recipient. */
export interface ProvedMail {
  readonly id: string;
  readonly tenantId: string;
  readonly recipient: string;
}

export interface BounceAddress {
  readonly deliveryId: string;
  readonly proof: string;
}

/** As many as fit into a local part of 64 octets (RFC 5321, 4.5.3.1.1) behind a delivery's id: 98 bits. */
const proofLength = 19;

const pattern = /bounces\+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{19})(?=@)/gi;

/** The sender of each envelope (VERP): where a bounce comes to says which mail it is of, and proves that we sent it. */
@Injectable()
export class BounceAddresses {
  private readonly domain: string;

  constructor(private readonly config: PortalConfig) {
    this.domain = config.MAIL_BOUNCE_DOMAIN ?? /@([^>\s]+)/.exec(config.MAIL_FROM)?.[1] ?? 'localhost';
  }

  of(mail: ProvedMail): string {
    return `bounces+${mail.id}.${this.proofOf(mail)}@${this.domain}`;
  }

  /** Whether the address was made here for this very mail. */
  proves({ proof }: BounceAddress, mail: ProvedMail): boolean {
    return timingSafeEqual(Buffer.from(proof), Buffer.from(this.proofOf(mail)));
  }

  /** In digits and small letters, since servers on the way may change the case. */
  private proofOf({ id, tenantId, recipient }: ProvedMail): string {
    const text = `${id}\n${tenantId}\n${recipient.toLowerCase()}`;
    const digest = createHmac('sha256', this.config.MAIL_BOUNCE_KEY).update(text).digest('hex');
    return BigInt(`0x${digest}`).toString(36).padStart(proofLength, '0').slice(-proofLength);
  }
}

/** Every address of ours in a text, proved or not. */
export function bounceAddressesIn(text: string): BounceAddress[] {
  return [...text.matchAll(pattern)].map(([, deliveryId = '', proof = '']) => ({
    deliveryId: deliveryId.toLowerCase(),
    proof: proof.toLowerCase(),
  }));
}
