import type { FastifyReply } from 'fastify';
import type { EventStream } from './event-stream.js';

export async function sendStream(reply: FastifyReply, stream: EventStream): Promise<void> {
  await reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    // Proxies that gather answers would keep the news for themselves.
    .header('x-accel-buffering', 'no')
    .send(stream);
}
