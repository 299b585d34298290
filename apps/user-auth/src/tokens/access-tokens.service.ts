import { createPrivateKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { KeysService } from '../keys/keys.service.js';
import { type Granted, GrantedPermissionsService } from './granted-permissions.service.js';
import type { Subject } from './subject.js';
import { accessTokenSeconds, unsettledTokenSeconds } from './token-lifetimes.js';

export const tokenIssuer = 'crm/user-auth';
export const tokenAudience = 'crm';

export interface AccessToken {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Makes access tokens: EdDSA-signed JWTs (RFC 8037) that the gateway checks without asking. */
@Injectable()
export class AccessTokensService {
  constructor(
    private readonly keys: KeysService,
    private readonly granted: GrantedPermissionsService,
  ) {}

  /** The permissions to put into a token of `subject`. */
  grantedTo(subject: Subject): Promise<Granted> {
    return this.granted.of(subject);
  }

  async issue(subject: Subject, sessionId: string, granted: Granted): Promise<AccessToken> {
    const { kid, privateJwk } = await this.keys.signingKey();
    const expiresIn = granted.settled ? accessTokenSeconds : unsettledTokenSeconds;
    const issuedAt = Math.floor(Date.now() / 1_000);
    const accessToken = await new SignJWT({
      kind: subject.kind,
      sid: sessionId,
      email: subject.email,
      perms: granted.permissions,
      pv: granted.policyRevision,
      // Compared with cutoffs. Milliseconds, as a token may follow a cutoff within one second, and the moment of what
      // the claims say, not that of the signature.
      iatms: subject.asOf.getTime(),
      ...(subject.tenantId === null ? {} : { tid: subject.tenantId }),
      ...(subject.role === null ? {} : { role: subject.role }),
    })
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
      .setIssuer(tokenIssuer)
      .setAudience(tokenAudience)
      .setSubject(subject.id)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + expiresIn)
      .sign(createPrivateKey({ key: privateJwk as import('node:crypto').JsonWebKey, format: 'jwk' }));
    return { accessToken, expiresIn };
  }
}
