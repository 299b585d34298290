import { type ConsumeLink, consumeLinks, type EventClass, type ServiceName, titleOf } from '@crm/events';
import { eventually } from '../platform/eventually.js';
import type { Platform, Tenant } from '../platform/platform.js';

export interface SeenLink {
  readonly event: string;
  readonly consumer: ServiceName;
  /** What a person would see because of the link. */
  readonly effect: string;
  readonly seen: boolean;
  /** Why not, when it was not seen. */
  readonly error?: string;
  /** From the moment it was looked for. */
  readonly waitedMs: number;
}

/** Events of a tenant with many imported contacts may stand in a long line on a small machine. */
const seeWithinMs = 60_000;

type Say = (line: string) => void;

const keyOf = (event: string, consumer: string): string => `${event} ${consumer}`;

/** Plays acts and keeps which of the links had the effect that they must have. */
export class Story {
  /** The first customer's, once it has signed up. */
  tenant: Tenant | undefined;
  private readonly links = new Map<string, SeenLink>();

  constructor(
    readonly platform: Platform,
    private readonly say: Say,
  ) {}

  chapter(title: string): void {
    this.say(`\n${title}`);
  }

  tell(sentence: string): void {
    this.say(`  ${sentence}`);
  }

  /**
   * Looks for the effect of one link until it is there; one that does not come is kept as not seen, and the story goes
   * on, so that one run shows everything that is missing.
   */
  async see(event: EventClass, consumer: ServiceName, effect: string, look: () => Promise<unknown>): Promise<void> {
    if (!consumeLinks.some((link) => link.event.type === event.type && link.consumer === consumer)) {
      throw new Error(`${consumer} does not hear ${event.type}.`);
    }
    const from = Date.now();
    const note = (seen: boolean, error?: string): void => {
      const link = {
        event: event.type,
        consumer,
        effect,
        seen,
        waitedMs: Date.now() - from,
        ...(error ? { error } : {}),
      };
      this.links.set(keyOf(event.type, consumer), link);
      this.say(`  ${seen ? '✓' : '✗'} ${titleOf(event)} → ${consumer}: ${effect}${error ? ` (${error})` : ''}`);
    };
    await eventually(look, { timeoutMs: seeWithinMs }).then(
      () => note(true),
      (error: Error) => note(false, error.message),
    );
  }

  /** All 78 links in the order of the map, those that no act looked for as not seen. */
  report(): SeenLink[] {
    return consumeLinks.map(
      ({ event, consumer }: ConsumeLink) =>
        this.links.get(keyOf(event.type, consumer)) ?? {
          event: event.type,
          consumer,
          effect: 'no act of the story looks for it',
          seen: false,
          waitedMs: 0,
        },
    );
  }
}
