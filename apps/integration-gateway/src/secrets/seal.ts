import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Seals text with AES-256-GCM. `owner` (the id of what the secret belongs to) is bound to it, so that a sealed text
 * that was copied to another row does not open there.
 */
export function seal(key: Buffer, owner: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', nonce, sealed, cipher.getAuthTag()]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
}

/** @throws when the key is another one, or the text was changed or belongs to another owner */
export function unseal(key: Buffer, owner: string, sealed: string): string {
  const [version, nonce, text, tag] = sealed.split('.');
  if (version !== 'v1' || !nonce || !text || !tag) throw new Error('This is not a sealed secret.');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
    .setAAD(Buffer.from(owner))
    .setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
}
