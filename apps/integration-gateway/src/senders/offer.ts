/** Something to tell the endpoints that want its type. */
export interface Offer {
  /** What receivers read and endpoints ask for: `contact.created`. */
  readonly type: string;
  /** Type of the event it tells of; `type` where there is none. */
  readonly eventType: string;
  /** When it happened, RFC 3339. */
  readonly at: string;
  /** Ids and what changed, no more: receivers read the rest from the API, where access is checked. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Names the cause: the same one offers nothing twice. */
  readonly dedupeKey: string;
}

/** The body as the Standard Webhooks specification recommends it. */
export function bodyOf({ type, at, data }: Pick<Offer, 'type' | 'at' | 'data'>): string {
  return JSON.stringify({ type, timestamp: at, data });
}
