import type { SecretValue } from './secret-value.js';

const dots = '••••';
const shown = 4;
const hiddenAtLeast = 8;

/** The value as everybody may see it: the end of a secret tells it from others, of a short one it would tell too much. */
export function masked(value: SecretValue): SecretValue {
  switch (value.type) {
    case 'simple':
      return { ...value, passphrase: mask(value.passphrase) };
    case 'api-key':
      return { ...value, key: mask(value.key) };
    case 'oauth2-client-credentials':
      return value;
  }
}

export function mask(secret: string): string {
  const characters = [...secret];
  return characters.length < shown + hiddenAtLeast ? dots : dots + characters.slice(-shown).join('');
}
