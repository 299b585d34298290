import { Problem } from '../http/problem.js';
import { Unauthenticated } from '../http/standard-problems.js';

const scheme = 'bearer ';

/** What stands for the token in an `authorization: Bearer …` header; undefined when there is no such header. */
export function bearerToken(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const token = header.slice(scheme.length).trim();
  if (token === '' || header.slice(0, scheme.length).toLowerCase() !== scheme) {
    throw unauthenticated('The authorization header must read "Bearer <token>".');
  }
  return token;
}

/** 401 with the challenge that RFC 6750 asks for. */
export function unauthenticated(detail: string): Problem {
  return new Unauthenticated(detail, {}, { 'www-authenticate': 'Bearer' });
}
