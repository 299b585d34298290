import { createPublicKey, hash, type JsonWebKey, type KeyObject } from 'node:crypto';
import { registerDecorator } from 'class-validator';
import { canonicalJson } from '../entries/canonical-json.js';

/** A JWK set (RFC 7517) of Ed25519 keys. */
export interface PublicKeys {
  keys: JsonWebKey[];
}

/** The key's id: its thumbprint (RFC 7638), so that no name can stand for another key. */
export function thumbprintOf({ crv, kty, x }: JsonWebKey): string {
  return hash('sha256', canonicalJson({ crv, kty, x }), 'base64url');
}

/** @throws when it is not an Ed25519 key */
export function publicKeyOf(jwk: JsonWebKey): KeyObject {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519') throw new Error('The key must be an Ed25519 key.');
  return createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' });
}

export function ArePublicKeys(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'arePublicKeys',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: Partial<PublicKeys> | null) => Array.isArray(value?.keys) && value.keys.every(isPublicKey),
        defaultMessage: () => `${String(property)} must be a JWK set of Ed25519 public keys: {"keys": [...]}`,
      },
    });
}

function isPublicKey(jwk: JsonWebKey): boolean {
  try {
    return publicKeyOf(jwk).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
