import type { MigrationInterface } from 'typeorm';
import { v7 } from 'uuid';

export type EntityClass = new () => object;
export type MigrationClass = new () => MigrationInterface;

/** What a service keeps: its entities and the migrations that make their tables. */
export interface DatabaseDefinition {
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
}

export function defineDatabase(definition: DatabaseDefinition): DatabaseDefinition {
  return definition;
}

/** A new UUIDv7 (RFC 9562): sortable by the time it was made. */
export function newId(): string {
  return v7();
}
