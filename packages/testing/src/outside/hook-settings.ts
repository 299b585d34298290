import type { HookAnswer, HookSettings } from './hook.js';

const longestDelayMs = 120_000;

/** @throws Error that says what is wrong with the body of `PUT /hooks/:name` */
export function readHookSettings(raw: Buffer): HookSettings {
  const body: unknown = raw.length === 0 ? {} : JSON.parse(raw.toString());
  if (!isRecord(body)) throw new Error('The settings must be a JSON object.');
  const { secret, respond, verify } = body;
  if (secret !== undefined && typeof secret !== 'string') throw new Error('secret must be a string.');
  if (verify !== undefined && typeof verify !== 'boolean') throw new Error('verify must be true or false.');
  if (verify && secret === undefined) throw new Error('verify needs the secret to verify with.');
  if (respond !== undefined && !(Array.isArray(respond) && respond.every(isAnswer))) {
    throw new Error(
      'respond must be a list of {status: 200 to 599, delayMs?: up to 120000, headers?: texts by name, body?: text}.',
    );
  }
  return { ...(secret === undefined ? {} : { secret }), ...(respond ? { respond } : {}), verify };
}

function isAnswer(value: unknown): value is HookAnswer {
  if (!isRecord(value)) return false;
  const { status, delayMs = 0, headers = {}, body = '' } = value;
  return (
    Number.isInteger(status) &&
    Number(status) >= 200 &&
    Number(status) <= 599 &&
    Number.isInteger(delayMs) &&
    Number(delayMs) >= 0 &&
    Number(delayMs) <= longestDelayMs &&
    isRecord(headers) &&
    Object.values(headers).every((header) => typeof header === 'string') &&
    typeof body === 'string'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
