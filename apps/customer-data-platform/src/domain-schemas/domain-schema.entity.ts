import { isDeepStrictEqual } from 'node:util';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JsonObject } from './json-schema.js';

export type SchemaIdentity = Pick<DomainSchema, 'id' | 'domainId'>;
export type SchemaContent = Pick<DomainSchema, 'name' | 'description' | 'value'>;

/** A JSON Schema that a tenant keeps. */
@Entity()
export class DomainSchema {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') tenantId: string;
  @Column('uuid') domainId: string;
  /** Unique within the domain. */
  @Column('text') name: string;
  @Column('text', { nullable: true }) description: string | null;
  /** Not `jsonb`: a schema is read by people too, and its members stay in their order. */
  @Column('json') value: JsonObject;
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;

  /** Whether anything is different now; the order of members makes no difference. */
  replace({ name, description, value }: SchemaContent): boolean {
    const same = name === this.name && description === this.description && isDeepStrictEqual(value, this.value);
    if (same) return false;
    Object.assign(this, { name, description, value, version: this.version + 1, updatedAt: new Date() });
    return true;
  }
}
