import type { EntityManager } from 'typeorm';
import type { MatchKind } from '../identity-rules/identity-rule.entity.js';

export interface Pair {
  readonly firstId: string;
  readonly secondId: string;
}

/**
 * A key that more contacts have than this is no sign of anything (a switchboard's number); only so many of them are
 * looked at, which bounds the work per contact.
 */
const largestBlock = 50;

/** Pairs of these contacts with others that share a key of one of the kinds. */
export function candidatePairs(
  manager: EntityManager,
  contactIds: readonly string[],
  kinds: readonly MatchKind[],
): Promise<Pair[]> {
  return manager.query(
    `SELECT DISTINCT LEAST(own.contact_id, other.contact_id) AS "firstId",
       GREATEST(own.contact_id, other.contact_id) AS "secondId"
     FROM contact_key own
     JOIN LATERAL (
       SELECT k.contact_id FROM contact_key k
       WHERE k.tenant_id = own.tenant_id AND k.kind = own.kind AND k.key = own.key LIMIT $3
     ) other ON other.contact_id <> own.contact_id
     WHERE own.contact_id = ANY($1) AND own.kind = ANY($2)`,
    [contactIds, kinds, largestBlock],
  );
}
