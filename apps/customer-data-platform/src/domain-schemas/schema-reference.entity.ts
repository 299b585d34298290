import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A schema refers to another, or by its URI to itself. */
@Entity()
export class SchemaReference {
  @Column('uuid') tenantId: string;
  @PrimaryColumn('uuid') schemaId: string;
  @PrimaryColumn('uuid') referredId: string;
  /** The places in the other that it refers to; the empty one is the whole. */
  @Column('text', { array: true }) fragments: string[];
}
