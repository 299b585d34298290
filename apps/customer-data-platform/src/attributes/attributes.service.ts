import { assertVersion, type FieldError, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Contact } from '../contacts/contact.entity.js';
import { Transactions } from '../messaging.js';
import {
  type AttributeView,
  type DefineAttributeDto,
  type EditAttributeDto,
  viewOfAttribute,
} from './attribute.dto.js';
import { AttributeExists, AttributeInUse, AttributeNotFound } from './attribute.errors.js';
import { AttributeDefinition } from './attribute-definition.entity.js';
import type { Definitions } from './attribute-values.js';
import { defaultAttributes } from './default-attributes.js';

/** Keeps what attributes a tenant's contacts may have. */
@Injectable()
export class AttributesService {
  constructor(private readonly transactions: Transactions) {}

  /** Makes the default set; what exists stays as it is. */
  async defineDefaults(manager: EntityManager, tenantId: string): Promise<void> {
    const createdAt = new Date();
    await manager
      .createQueryBuilder()
      .insert()
      .into(AttributeDefinition)
      .values(defaultAttributes.map((attribute) => ({ ...attribute, tenantId, version: 1, createdAt })))
      .orIgnore()
      .execute();
  }

  async definitions(manager: EntityManager): Promise<Definitions> {
    const definitions = await manager.find(AttributeDefinition, { order: { key: 'ASC' } });
    return new Map(definitions.map((definition) => [definition.key, definition]));
  }

  list(tenantId: string): Promise<{ items: AttributeView[] }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => ({
      items: [...(await this.definitions(manager)).values()].map(viewOfAttribute),
    }));
  }

  define(tenantId: string, body: DefineAttributeDto): Promise<AttributeView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const definition = manager.create(AttributeDefinition, {
        tenantId,
        key: body.key,
        label: body.label ?? body.key,
        type: body.type,
        options: checkedOptions(body.type, body.options ?? []),
        version: 1,
        createdAt: new Date(),
      });
      if (await manager.existsBy(AttributeDefinition, { key: body.key })) {
        throw new AttributeExists(`${body.key} is already defined.`);
      }
      await manager.insert(AttributeDefinition, definition);
      return viewOfAttribute(definition);
    });
  }

  /** Changes label and options. Values that contacts have stay, also those of an option that is gone. */
  edit(tenantId: string, key: string, body: EditAttributeDto, expected?: number): Promise<AttributeView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const definition = await this.locked(manager, key);
      assertVersion(definition.version, expected);
      definition.label = body.label ?? definition.label;
      if (body.options) definition.options = checkedOptions(definition.type, body.options);
      definition.version += 1;
      return viewOfAttribute(await manager.save(definition));
    });
  }

  remove(tenantId: string, key: string): Promise<void> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const definition = await this.locked(manager, key);
      const used = await manager
        .createQueryBuilder(Contact, 'contact')
        .where('jsonb_exists(contact.attributes, :key)', { key })
        .getExists();
      if (used) throw new AttributeInUse(`Clear ${key} on every contact that has it first.`);
      await manager.remove(definition);
    });
  }

  private async locked(manager: EntityManager, key: string): Promise<AttributeDefinition> {
    const definition = await manager.findOne(AttributeDefinition, {
      where: { key },
      lock: { mode: 'for_no_key_update' },
    });
    if (!definition) throw new AttributeNotFound();
    return definition;
  }
}

function checkedOptions(type: string, options: string[]): string[] {
  const error = (message: string): FieldError => ({ field: 'options', rule: 'options', message });
  if (type === 'enum' && options.length === 0) throw new ValidationFailed([error('options must name the values')]);
  if (type !== 'enum' && options.length > 0) throw new ValidationFailed([error('options are for the type enum only')]);
  return options;
}
