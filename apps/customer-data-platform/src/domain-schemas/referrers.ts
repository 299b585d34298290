import type { EntityManager } from 'typeorm';
import { uriOf } from './reference.js';

/** A schema that refers to another one, and the places in it that it refers to. */
interface Referrer {
  readonly id: string;
  readonly domainId: string;
  readonly name: string;
  readonly fragments: readonly string[];
}

const select = `SELECT referrer.id, referrer.domain_id AS "domainId", referrer.name, reference.fragments
  FROM schema_reference reference
  JOIN domain_schema referrer ON referrer.id = reference.schema_id
  JOIN domain_schema referred ON referred.id = reference.referred_id`;

/** The other schemas that refer to a schema. */
export function referrersOfSchema(manager: EntityManager, id: string): Promise<Referrer[]> {
  return manager.query(`${select} WHERE referred.id = $1 AND referrer.id <> $1 ORDER BY referrer.id`, [id]);
}

/** The schemas of other domains that refer to one of a domain. */
export function referrersOfDomain(manager: EntityManager, id: string): Promise<Referrer[]> {
  return manager.query(`${select} WHERE referred.domain_id = $1 AND referrer.domain_id <> $1 ORDER BY referrer.id`, [
    id,
  ]);
}

/** The sentence and the members of a problem that names them. */
export function namedIn(referrers: readonly Referrer[]): [string, { referrers: object[] }] {
  const named = new Map(referrers.map(({ id, domainId, name }) => [id, { id, domainId, name, uri: uriOf(id) }]));
  const first = [...named.values()].slice(0, 20);
  return [`Change ${first.map(({ name }) => name).join(', ')} first.`, { referrers: first }];
}
