import type { FastifyReply } from 'fastify';

/** Answers that never end by themselves; when the gateway stops, their readers are sent to another replica. */
export class EventStreams {
  private readonly open = new Set<FastifyReply>();

  /** The head goes out at once, although the first event may be long in coming. */
  follow(reply: FastifyReply): void {
    this.open.add(reply);
    reply.raw.once('close', () => this.open.delete(reply));
    if (!reply.raw.headersSent) reply.raw.flushHeaders();
  }

  /** Ends them for the readers, which ends them for the services. */
  end(): void {
    for (const reply of this.open) reply.raw.end();
  }
}
