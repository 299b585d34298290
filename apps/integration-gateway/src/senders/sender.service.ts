import type { IncomingHttpHeaders } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { PostService } from './post.service.js';
import { signedHeaders } from './signing-secret.js';

export interface Sent {
  readonly startedAt: Date;
  /** HTTP status; null when there was no whole answer in time. */
  readonly status: number | null;
  readonly latencyMs: number;
  /** A sentence; null when there was an answer. */
  readonly error: string | null;
  readonly requestHeaders: Record<string, string>;
  readonly responseHeaders: Record<string, string> | null;
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

/** Makes one signed request. */
@Injectable()
export class SenderService {
  constructor(private readonly posts: PostService) {}

  /** Never throws for what the other side does or fails to do. */
  async send({ id, url, body, secrets }: Letter): Promise<Sent> {
    const startedAt = new Date();
    const started = performance.now();
    const latency = (): number => Math.round(performance.now() - started);
    const requestHeaders = {
      'content-type': 'application/json',
      'user-agent': 'crm-webhooks/1',
      ...signedHeaders(id, startedAt, body, secrets),
    };
    try {
      const answer = await this.posts.post({ url, headers: requestHeaders, body }, longestAnswer);
      // PostgreSQL stores no NUL.
      const responseBody = answer.body.replaceAll('\0', '');
      const retryAfter = secondsOf(answer.headers['retry-after']);
      const { status } = answer;
      const responseHeaders = oneByOne(answer.headers);
      const said = { requestHeaders, responseHeaders, responseBody };
      return { startedAt, status, latencyMs: latency(), error: null, ...said, retryAfter };
    } catch (failure) {
      const error = (failure as Error).message;
      const unanswered = { requestHeaders, responseHeaders: null, responseBody: null };
      return { startedAt, status: null, latencyMs: latency(), error, ...unanswered, retryAfter: null };
    }
  }
}

function oneByOne(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}

function secondsOf(header: string | undefined): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1_000);
}
