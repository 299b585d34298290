import type { Answer } from '../senders/post.service.js';
import type { AccessToken } from './token.dto.js';

const longestSeconds = 31_536_000;
const longestText = 300;
const secretRun = 8;

/** The token in a provider's answer (RFC 6749 section 5.1), or undefined. Its time counts from when it was asked for. */
export function tokenIn({ status, body }: Answer, askedAt: Date): AccessToken | undefined {
  const { access_token: accessToken, token_type: tokenType, scope, expires_in: expiresIn } = membersOf(body);
  if (status !== 200 || typeof accessToken !== 'string' || !/^[\x20-\x7e]+$/.test(accessToken)) return undefined;
  const seconds = secondsOf(expiresIn);
  return {
    accessToken,
    tokenType: typeof tokenType === 'string' ? tokenType : 'Bearer',
    scope: typeof scope === 'string' ? scope : null,
    expiresAt: seconds === undefined ? null : new Date(askedAt.getTime() + seconds * 1_000),
  };
}

/** What a provider says instead of giving a token (RFC 6749 section 5.2). */
export interface Refusal {
  status: number;
  error: string | null;
  description: string | null;
}

/** Texts that show a part of what is secret are left out. */
export function refusalIn({ status, body }: Answer, secrets: readonly string[]): Refusal {
  const { error, error_description: description } = membersOf(body);
  const shown = (text: unknown): string | null => {
    const short = typeof text === 'string' ? text.slice(0, longestText) : '';
    return short === '' || secrets.some((secret) => showsPart(short, secret)) ? null : short;
  };
  return { status, error: shown(error), description: shown(description) };
}

export function sentenceOf({ status, error, description }: Refusal): string {
  const said = [error, description].filter((text) => text !== null).join(', ');
  return `The provider answered ${status}${said === '' ? ' without a token.' : `: ${said}`}`;
}

/** Eight characters in a row of a secret, or all of a shorter one. */
function showsPart(text: string, secret: string): boolean {
  const run = Math.min(secretRun, secret.length);
  for (let at = 0; at + run <= secret.length; at += 1) if (text.includes(secret.slice(at, at + run))) return true;
  return false;
}

function membersOf(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Some providers write the number as a text. */
function secondsOf(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) return undefined;
  return Math.min(seconds, longestSeconds);
}
