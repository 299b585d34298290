import { promises as dns, type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { IntegrationConfig } from '../config.js';
import { isPublicAddress } from './public-address.js';

/** The host has an address that webhooks do not go to. The message names no address: the sender may be probing. */
export class AddressRefused extends Error {
  constructor() {
    super('The host has an address that is not public.');
  }
}

const resolveLimitMs = 2_000;

/** Keeps webhooks from reaching what only we can reach: loopback, private networks, the metadata of the cloud. */
@Injectable()
export class AddressesService {
  constructor(private readonly config: IntegrationConfig) {}

  /**
   * For the `lookup` of a connection: the addresses that were checked are the ones connected to, so that a name that
   * resolves to something else a moment later gains nothing.
   */
  readonly lookup: LookupFunction = (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const refusal = error ?? (this.allowed(addresses) ? null : new AddressRefused());
      const first = addresses?.[0];
      if (refusal || !first) done(refusal ?? new AddressRefused(), '', 4);
      else if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };

  /** A host that is written as an address is never looked up, so it has to be asked for. @throws AddressRefused */
  assertLiteral(url: URL): void {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !this.allowed([{ address: host, family: isIP(host) }])) throw new AddressRefused();
  }

  /**
   * Refuses a URL whose host is not public now. A host that cannot be resolved yet is accepted: every connection checks
   * again. @throws 400 `validation-failed` naming `field`
   */
  async assertPublic(text: string, field = 'url'): Promise<void> {
    const url = new URL(text);
    try {
      this.assertLiteral(url);
      const found = await Promise.race([
        dns.lookup(url.hostname, { all: true }).catch(() => []),
        delay(resolveLimitMs, []),
      ]);
      if (!this.allowed(found)) throw new AddressRefused();
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      const message = `${field} must have a public host: loopback, private and link-local addresses are refused`;
      throw new ValidationFailed([{ field, rule: 'publicHost', message }]);
    }
  }

  /** For URLs that secrets are sent to. @throws 400 `validation-failed` naming `field` */
  assertEncrypted(text: string, field: string): void {
    if (this.config.WEBHOOK_ALLOW_PRIVATE_HOSTS || new URL(text).protocol === 'https:') return;
    throw new ValidationFailed([{ field, rule: 'https', message: `${field} must be an https URL` }]);
  }

  private allowed(addresses: readonly LookupAddress[]): boolean {
    return this.config.WEBHOOK_ALLOW_PRIVATE_HOSTS || addresses.every(({ address }) => isPublicAddress(address));
  }
}
