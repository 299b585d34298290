import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches } from './password-hash.js';

describe('a password hash', () => {
  it('is Argon2id with the parameters of OWASP and a salt of its own', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
  });

  it('matches its password only', async () => {
    const hash = await hashPassword('correct horse');
    expect(await passwordMatches('correct horse', hash)).toBe(true);
    expect(await passwordMatches('correct horsE', hash)).toBe(false);
    expect(await passwordMatches('', hash)).toBe(false);
  });

  it('matches the same text in another Unicode form', async () => {
    expect(await passwordMatches('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true);
  });

  it('is compared even when there is none, and never matches', async () => {
    await passwordMatches('warm', null);
    const hash = await hashPassword('x');
    const time = async (candidate: string | null): Promise<number> => {
      const start = performance.now();
      for (let round = 0; round < 5; round += 1) await passwordMatches('y', candidate);
      return performance.now() - start;
    };
    const [real, none] = [await time(hash), await time(null)];
    expect(none).toBeGreaterThan(real * 0.4);
    expect(await passwordMatches('anything', null)).toBe(false);
  });

  it('verifies hashes made with other parameters, by the test vector of another implementation', async () => {
    // echo -n password | argon2 somesalt -id -t 2 -k 64 -p 1 -l 32 (the reference implementation's own test).
    const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await passwordMatches('password', hash)).toBe(true);
  });
});
