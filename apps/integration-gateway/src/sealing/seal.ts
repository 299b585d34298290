import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface Key {
  readonly name: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

/** `v2.<name of the key>.<nonce>.<text>.<tag>`; `v1.` is the format from before keys had names. */
const format = /^(?:v1|v2\.(?<key>[\w-]+))\.(?<nonce>[\w-]+)\.(?<text>[\w-]+)\.(?<tag>[\w-]+)$/;

/** What everything begins with that is sealed with the key. */
export function beginningOf(keyName: string): string {
  return `v2.${keyName}.`;
}

/**
 * Seals text with AES-256-GCM. `owner` (the id of what the secret belongs to) is bound to it, so that a sealed text
 * that was copied to another row does not open there.
 */
export function seal({ name, bytes }: Key, owner: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return beginningOf(name) + [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
}

/** Undefined for a text that names none. */
export function keyNameOf(sealed: string): string | undefined {
  return format.exec(sealed)?.groups?.['key'];
}

/** Undefined when the key is another one, or the text was changed, belongs to another owner or is not sealed at all. */
export function unseal(key: Buffer, owner: string, sealed: string): string | undefined {
  const { nonce, text, tag } = format.exec(sealed)?.groups ?? {};
  if (!nonce || !text || !tag) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(Buffer.from(owner))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
