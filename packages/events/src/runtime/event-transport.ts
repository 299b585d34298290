import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Invoke } from '../inbox/event-processor.js';
import { links, type ServiceName } from '../links.js';
import { heardOnBus } from '../service-events/table.js';

/** The handlers that were found are not the links that the service has. */
export class HandlersDiffer extends Error {
  constructor(service: string, missing: readonly string[], surplus: readonly string[]) {
    const parts = [
      ...missing.map((type) => `no handler for ${type}`),
      ...surplus.map((type) => `one handler too many for ${type}`),
    ];
    super(`${service} does not start, because its handlers are not its consume links: ${parts.join(', ')}.`);
  }
}

/** Finds the handlers among Nest's controllers and runs the consumer that calls them. */
export class EventTransport extends Server implements CustomTransportStrategy {
  // Errors go back to the inbox, which logs and retries; Nest must not report them as unhandled.
  override readonly propagatesEventHandlerErrors = true;

  constructor(
    private readonly service: ServiceName,
    private readonly start: () => void,
    private readonly stop: () => Promise<void>,
  ) {
    super();
  }

  listen(callback: (error?: Error) => void): void {
    try {
      this.checkHandlers();
      this.start();
      callback();
    } catch (error) {
      callback(error as Error);
    }
  }

  close(): Promise<void> {
    return this.stop();
  }

  on(): never {
    throw new Error('The event transport has no events of its own.');
  }

  unwrap(): never {
    throw new Error('The event transport has no single client to unwrap.');
  }

  readonly invoke: Invoke = async (event, unit) => {
    const result: unknown = await (this.messageHandlers.get(event.type) as MessageHandler)(event, unit);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  };

  private checkHandlers(): void {
    const expected = [...links[this.service].consumes.map((event): string => event.type), ...heardOnBus(this.service)];
    const found = [...this.messageHandlers].flatMap(([type, handler]) => {
      const types: string[] = [];
      for (let next: MessageHandler | undefined = handler; next; next = next.next as MessageHandler | undefined)
        types.push(type);
      return types;
    });
    const missing = expected.filter((type) => !found.includes(type));
    const surplus = found.filter((type, index) => !expected.includes(type) || found.indexOf(type) !== index);
    if (missing.length > 0 || surplus.length > 0) throw new HandlersDiffer(this.service, missing, surplus);
  }
}
