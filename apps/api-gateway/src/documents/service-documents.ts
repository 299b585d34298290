import type { ServiceName } from '@crm/events';
import { Log } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../config.js';
import type { ApiDocument } from './merge-documents.js';

const keptMs = 10_000;
const limitMs = 2_000;

interface Kept {
  readonly document: Promise<ApiDocument | undefined>;
  readonly until: number;
}

/** The services' own OpenAPI documents, asked for when somebody wants to read them. */
@Injectable()
export class ServiceDocuments {
  private readonly kept = new Map<ServiceName, Kept>();

  constructor(
    private readonly config: GatewayConfig,
    private readonly log: Log,
  ) {}

  /** At most ten seconds old; undefined while the service does not answer. */
  of(service: ServiceName): Promise<ApiDocument | undefined> {
    const kept = this.kept.get(service);
    if (kept && kept.until > Date.now()) return kept.document;
    const document = this.fetch(service).catch((error: unknown) => {
      this.kept.delete(service);
      this.log.warn(`The document of ${service} is left out`, { error });
      return undefined;
    });
    this.kept.set(service, { document, until: Date.now() + keptMs });
    return document;
  }

  private async fetch(service: ServiceName): Promise<ApiDocument> {
    const url = new URL('/openapi.json', this.config.SERVICE_URLS[service]);
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(limitMs) });
    if (!response.ok) throw new Error(`${service} answered ${response.status}.`);
    return (await response.json()) as ApiDocument;
  }
}
