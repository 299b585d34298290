import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { AddressesService, AddressRefused } from '../addresses/addresses.service.js';
import { IntegrationConfig } from '../config.js';
import { signedHeaders } from '../secrets/signing-secret.js';

export interface Sent {
  readonly startedAt: Date;
  /** HTTP status; null when there was no whole answer in time. */
  readonly status: number | null;
  readonly latencyMs: number;
  /** A sentence; null when there was an answer. */
  readonly error: string | null;
  readonly responseBody: string | null;
  /** What the answer asks to wait (RFC 9110, Retry-After), in seconds. */
  readonly retryAfter: number | null;
}

export interface Letter {
  readonly id: string;
  readonly url: string;
  readonly body: string;
  /** Newest first. */
  readonly secrets: readonly string[];
}

const longestAnswer = 4_096;

/** Makes one signed request. Follows no redirect, and connects to no address that is not public. */
@Injectable()
export class SenderService {
  // A connection kept open may be closed by the receiver just when it is used again, which would look like its failure.
  private readonly agents = { 'http:': new HttpAgent(), 'https:': new HttpsAgent() } as const;

  constructor(
    private readonly addresses: AddressesService,
    private readonly config: IntegrationConfig,
  ) {}

  /** Never throws for what the other side does or fails to do. */
  async send(letter: Letter): Promise<Sent> {
    const startedAt = new Date();
    const started = performance.now();
    const latency = (): number => Math.round(performance.now() - started);
    const limit = AbortSignal.timeout(this.config.WEBHOOK_TIMEOUT_MS);
    try {
      const response = await this.request(letter, startedAt, limit);
      const responseBody = await beginningOf(response);
      const retryAfter = secondsOf(response.headers['retry-after']);
      const status = response.statusCode ?? null;
      return { startedAt, status, latencyMs: latency(), error: null, responseBody, retryAfter };
    } catch (failure) {
      const error = limit.aborted ? this.lateness() : sentence(failure as NodeJS.ErrnoException);
      return { startedAt, status: null, latencyMs: latency(), error, responseBody: null, retryAfter: null };
    }
  }

  private request(letter: Letter, startedAt: Date, signal: AbortSignal): Promise<IncomingMessage> {
    const url = new URL(letter.url);
    this.addresses.assertLiteral(url);
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (secure ? requestHttps : requestHttp)(url, {
        method: 'POST',
        agent: secure ? this.agents['https:'] : this.agents['http:'],
        lookup: this.addresses.lookup,
        signal,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(letter.body),
          'user-agent': 'crm-webhooks/1',
          ...signedHeaders(letter.id, startedAt, letter.body, letter.secrets),
        },
      });
      request.once('response', resolve).once('error', reject).end(letter.body);
    });
  }

  private lateness(): string {
    return `There was no whole answer within ${this.config.WEBHOOK_TIMEOUT_MS / 1_000} s.`;
  }
}

const known: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was closed before the answer.',
  ENOTFOUND: 'The host name cannot be resolved.',
  EAI_AGAIN: 'The host name cannot be resolved at the moment.',
  EHOSTUNREACH: 'The host cannot be reached.',
};

function sentence(error: NodeJS.ErrnoException): string {
  if (error instanceof AddressRefused) return error.message;
  return known[error.code ?? ''] ?? `The request failed: ${error.code ?? error.message}`.slice(0, 300);
}

/** Reads no more than what is kept: an answer without end must not fill our memory. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= longestAnswer) break;
  }
  response.destroy();
  // PostgreSQL stores no NUL.
  return Buffer.concat(chunks).subarray(0, longestAnswer).toString('utf8').replaceAll('\0', '');
}

function secondsOf(header: string | undefined): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1_000);
}
