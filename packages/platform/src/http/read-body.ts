import { type Readable, Transform } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { parseJson } from './json-body.js';
import { PayloadTooLarge } from './standard-problems.js';

/** JSON bodies are held in memory, so they are small. */
export const jsonLimit = 1_048_576;

type Done = (error: Error | null, body?: unknown) => void;

/** Calls back with the body: a stream where the route takes one, else parsed JSON. */
export function readBody(request: FastifyRequest, payload: Readable, done: Done): void {
  const streams = request.route.crm?.streams;
  const limit = streams?.maxBytes ?? jsonLimit;
  if (Number(request.headers['content-length']) > limit) {
    done(tooLarge(limit));
  } else if (streams) {
    done(null, limit === Number.POSITIVE_INFINITY ? payload : limited(payload, limit));
  } else {
    collect(payload, limit, (error, bytes) => {
      if (error || !bytes) {
        done(error ?? new Error('The body has gone.'));
        return;
      }
      if (request.headers['idempotency-key'] !== undefined) request.bodyBytes = bytes;
      const parsed = parsedOrError(bytes);
      done(parsed.error, parsed.value);
    });
  }
}

function parsedOrError(bytes: Buffer): { error: Error | null; value?: unknown } {
  try {
    return { error: null, value: parseJson(bytes) };
  } catch (error) {
    return { error: error as Error };
  }
}

function collect(payload: Readable, limit: number, done: (error: Error | null, bytes?: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let received = 0;
  const onData = (chunk: Buffer): void => {
    received += chunk.length;
    if (received > limit) finish(tooLarge(limit));
    else chunks.push(chunk);
  };
  const onEnd = (): void => finish(null, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
  const onError = (error: Error): void => finish(error);
  const finish = (error: Error | null, bytes?: Buffer): void => {
    payload.off('data', onData).off('end', onEnd).off('error', onError);
    done(error, bytes);
  };
  payload.on('data', onData).on('end', onEnd).on('error', onError);
}

function tooLarge(limit: number): Error {
  return new PayloadTooLarge(`At most ${limit} bytes are read here.`, {}, { connection: 'close' });
}

/** The stream, failing in the middle when it turns out longer than announced or its sender goes away. */
function limited(source: Readable, limit: number): Readable {
  let received = 0;
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      received += chunk.length;
      if (received > limit) next(tooLarge(limit));
      else next(null, chunk);
    },
  });
  // The error may come before the route reads; without a listener it would end the process.
  gate.on('error', () => undefined);
  source.once('error', (error) => gate.destroy(error));
  return source.pipe(gate);
}
