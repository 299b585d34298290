import { type Caller, InternalTokens, readKeyRing } from '@crm/platform';
import { anonymousCaller, type TestService } from '@crm/testing';

const known = new Map<string, Promise<InternalTokens>>();

/** Kept, so that a token is signed once for a caller, however often it reads. */
function gatewayTokens(keysDir: string): Promise<InternalTokens> {
  const tokens = known.get(keysDir) ?? readKeyRing(keysDir, 'api-gateway').then((ring) => new InternalTokens(ring));
  known.set(keysDir, tokens);
  return tokens;
}

export interface StreamEvent {
  readonly id: number;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: specs look into data of any shape
  readonly data: any;
}

export interface OpenedBy {
  readonly caller?: Caller;
  readonly ticket?: string;
  readonly lastEventId?: number | undefined;
  /** Another replica than the one of the spec. */
  readonly url?: string;
}

/** Reads one stream of server-sent events as a browser does: an event counts when it has come as a whole. */
export class StreamReader {
  readonly events: StreamEvent[] = [];
  ended = false;
  private readonly abort = new AbortController();
  private constructor(public status: number) {}

  static async open(service: TestService, path: string, by: OpenedBy): Promise<StreamReader> {
    const reader = new StreamReader(0);
    const token = await (await gatewayTokens(String(service.env['KEYS_DIR']))).mint(
      'tenant-admin-portal',
      by.caller ?? anonymousCaller,
    );
    const url = new URL(path, by.url ?? service.url);
    if (by.ticket !== undefined) url.searchParams.set('ticket', by.ticket);
    const response = await fetch(url, {
      signal: reader.abort.signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(by.lastEventId === undefined ? {} : { 'last-event-id': String(by.lastEventId) }),
      },
    });
    reader.status = response.status;
    void reader.read(response);
    return reader;
  }

  get lastId(): number | undefined {
    return this.events.at(-1)?.id;
  }

  close(): void {
    this.abort.abort();
  }

  private async read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) this.take(part);
      }
    } catch {
      // It was cut.
    }
    this.ended = true;
  }

  private take(part: string): void {
    const fields = new Map(part.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
    const [id, data] = [fields.get('id'), fields.get('data')];
    if (id === undefined || data === undefined) return;
    this.events.push({ id: Number(id), event: fields.get('event') ?? 'message', data: JSON.parse(data) });
  }
}
