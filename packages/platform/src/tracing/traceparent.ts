import { randomFillSync } from 'node:crypto';

/** W3C Trace Context, version 00: `00-<32 hex trace>-<16 hex span>-<2 hex flags>`, neither id all zero. */
const pattern = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

export function isTraceparent(value: unknown): value is string {
  return typeof value === 'string' && value.length === 55 && pattern.test(value);
}

export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}

/** A new span below `parent`, or the first span of a new trace. */
export function childTraceparent(parent?: string): string {
  if (parent !== undefined) return `00-${traceIdOf(parent)}-${randomHex(8)}-${parent.slice(53)}`;
  return `00-${randomHex(16)}-${randomHex(8)}-00`;
}

const pool = Buffer.alloc(4_096);
let used = pool.length;

/** Random bytes are drawn in blocks: one call into the system for 170 requests. */
function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}
