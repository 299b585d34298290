import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. */
const memory = 19_456;
const passes = 2;
const parallelism = 1;
const tagLength = 32;

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The same password typed on another system may arrive as other code points (NIST SP 800-63B, 5.1.1.2). */
const normalized = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8');

function derive(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)));
  });
}

/** Argon2id in the PHC string format, with a new salt. Takes about 40 ms, outside of the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive({ message: normalized(password), nonce, parallelism, tagLength, memory, passes });
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
}

/** A hash of nothing anybody knows: it costs what a real one costs and never matches. */
const nobodys = hashPassword(randomBytes(32).toString('hex'));

/**
 * Whether `password` is the one behind `hash`. Without a hash the answer is no, after the same work, so that the time
 * does not tell who has an account.
 */
export async function passwordMatches(password: string, hash: string | null | undefined): Promise<boolean> {
  const parts = phc.exec(hash ?? (await nobodys));
  if (!parts) throw new Error('The stored password hash is not Argon2id in the PHC format.');
  const [, m, t, p, salt = '', tag = ''] = parts;
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive({
    message: normalized(password),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(p),
    tagLength: expected.length,
    memory: Number(m),
    passes: Number(t),
  });
  return timingSafeEqual(actual, expected) && hash !== null && hash !== undefined;
}
