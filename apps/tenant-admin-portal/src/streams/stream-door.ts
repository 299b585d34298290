import type { Permission } from '@crm/events';
import { type Access, type Caller, Gate } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { StreamName } from './stream.dto.js';
import { TicketsService } from './tickets.service.js';

const accesses = {
  feed: { kind: 'permission', permission: 'feed:read' satisfies Permission },
  live: { kind: 'operator' },
} as const satisfies Record<StreamName, Access>;

/** Who may open a stream: whoever may see what it shows, or has a ticket that says so. */
@Injectable()
export class StreamDoor {
  constructor(
    private readonly gate: Gate,
    private readonly tickets: TicketsService,
  ) {}

  /** @throws Problem 401 or 403 when `caller` may not read the stream */
  check(caller: Caller, stream: StreamName): void {
    const refused = this.gate.refuse(accesses[stream], caller);
    if (refused) throw refused;
  }

  /**
   * As whom the stream is read.
   * @throws Problem 401 or 403
   */
  async admit(caller: Caller, stream: StreamName, ticket: string | undefined): Promise<Caller> {
    if (ticket !== undefined) return this.tickets.redeem(ticket, stream, caller);
    this.check(caller, stream);
    return caller;
  }
}
