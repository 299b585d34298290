import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { Entry } from './entry.entity.js';

/** What the first entry of a log is chained to. */
export const genesisHash = '0'.repeat(64);

export type EntryContent = ReturnType<typeof contentOf>;

/** What an entry's hash is over: all of it but the hash. Exports hold it in this form. */
export function contentOf(entry: Omit<Entry, 'hash'>) {
  return {
    id: entry.id,
    tenantId: entry.tenantId,
    position: entry.position,
    at: entry.at.toISOString(),
    type: entry.type,
    actor: entry.actor,
    target: { kind: entry.targetKind, id: entry.targetId },
    sentence: entry.sentence,
    detail: entry.detail,
    eventId: entry.eventId,
    correlationId: entry.correlationId,
    receivedAt: entry.receivedAt.toISOString(),
    afterSeal: entry.afterSeal,
    previousHash: entry.previousHash,
  };
}

/** SHA-256, in hexadecimal, over the canonical JSON (RFC 8785) of the entry with the hash of the one before it. */
export function hashOf(content: EntryContent): string {
  return hash('sha256', canonicalJson(content), 'hex');
}
