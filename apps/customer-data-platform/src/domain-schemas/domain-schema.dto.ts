import { Transform, Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import type { DomainSchema, SchemaContent } from './domain-schema.entity.js';
import type { JsonObject } from './json-schema.js';
import { uriOf } from './reference.js';

/** As it was sent: class-transformer would leave out members that are named like a method of every object. */
const Untouched = (): PropertyDecorator => (target, property) => {
  Type(() => String)(target, property);
  Transform(({ obj, key }) => Reflect.get(obj as object, key))(target, property);
};

export class DomainSchemaDto {
  @IsString() @Length(1, 200) name: string;
  @IsOptional() @IsString() @MaxLength(2_000) description?: string | null;
  /**
   * A JSON Schema of draft 2020-12, or by its `$schema` of draft-07, with at most 256 KiB. `$ref` leads to a place in it
   * or to another schema of the tenant, by its `uri` or by its address on this API.
   */
  @Untouched() @IsObject() value: JsonObject;
}

export interface SchemaSummary {
  id: string;
  domainId: string;
  name: string;
  description: string | null;
  /** What others refer to it by. */
  uri: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface SchemaView extends SchemaSummary {
  value: JsonObject;
}

export const contentOf = ({ name, description = null, value }: DomainSchemaDto): SchemaContent => ({
  name,
  description,
  value,
});

export function summaryOf({ tenantId: _, value: __, ...summary }: DomainSchema): SchemaSummary {
  return { ...summary, uri: uriOf(summary.id) };
}

export const viewOfSchema = (schema: DomainSchema): SchemaView => ({ ...summaryOf(schema), value: schema.value });

/** What the bus is told of a schema. */
export function factsOf({ id, domainId, name }: DomainSchema) {
  return { id, domainId, name, uri: uriOf(id) };
}
