import { Column, Entity, PrimaryColumn } from 'typeorm';

export const attributeTypes = ['string', 'number', 'boolean', 'date', 'enum'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** A field that a tenant's contacts have beside the standard ones. Its key and type are for good. */
@Entity()
export class AttributeDefinition {
  @PrimaryColumn('uuid') tenantId: string;
  @PrimaryColumn('text') key: string;
  @Column('text') label: string;
  @Column('text') type: AttributeType;
  /** Allowed values of an enum, empty for every other type. */
  @Column('jsonb') options: string[];
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
}
