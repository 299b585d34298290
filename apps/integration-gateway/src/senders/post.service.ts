import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { Injectable } from '@nestjs/common';
import { AddressesService, AddressRefused } from '../addresses/addresses.service.js';
import { IntegrationConfig } from '../config.js';

/** Something for somebody else's server. */
export interface Parcel {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Its beginning. */
  readonly body: string;
}

/** There was no whole answer in time. The message is a sentence for the sender. */
export class Unanswered extends Error {}

/** Makes requests to servers outside. Follows no redirect, and connects to no address that is not public. */
@Injectable()
export class PostService {
  // A connection kept open may be closed by the receiver just when it is used again, which would look like its failure.
  private readonly agents = { 'http:': new HttpAgent(), 'https:': new HttpsAgent() } as const;

  constructor(
    private readonly addresses: AddressesService,
    private readonly config: IntegrationConfig,
  ) {}

  /**
   * Sends a POST and reads no more than `longestAnswer` bytes of the answer: one without end must not fill our memory.
   * @throws Unanswered
   */
  async post(parcel: Parcel, longestAnswer: number): Promise<Answer> {
    const limit = AbortSignal.timeout(this.config.WEBHOOK_TIMEOUT_MS);
    try {
      const response = await this.request(parcel, limit);
      const body = await beginningOf(response, longestAnswer);
      return { status: response.statusCode ?? 0, headers: response.headers, body };
    } catch (failure) {
      throw new Unanswered(limit.aborted ? this.lateness() : sentence(failure as NodeJS.ErrnoException));
    }
  }

  private request({ url: text, headers, body }: Parcel, signal: AbortSignal): Promise<IncomingMessage> {
    const url = new URL(text);
    this.addresses.assertLiteral(url);
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (secure ? requestHttps : requestHttp)(url, {
        method: 'POST',
        agent: secure ? this.agents['https:'] : this.agents['http:'],
        lookup: this.addresses.lookup,
        signal,
        headers: { 'content-length': Buffer.byteLength(body), ...headers },
      });
      request.once('response', resolve).once('error', reject).end(body);
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

async function beginningOf(response: IncomingMessage, longest: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= longest) break;
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, longest).toString('utf8');
}
