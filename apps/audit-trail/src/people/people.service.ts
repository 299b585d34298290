import { isUuid } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { UnitOfWork } from '../messaging.js';
import { Naming } from './naming.js';
import { Person } from './person.entity.js';

/** Knows the names of a tenant's users. */
@Injectable()
export class PeopleService {
  async learn({ manager, tenantId }: UnitOfWork, id: string, { name, email }: Pick<Person, 'name' | 'email'>) {
    await manager.upsert(Person, { tenantId, id, name, email }, ['tenantId', 'id']);
  }

  /** The names of an actor and of others, for one sentence. */
  async naming(
    { manager }: UnitOfWork,
    actor: string,
    tenantName: string | null,
    others: readonly string[],
  ): Promise<Naming> {
    const ids = [actor.replace(/^user:/, ''), ...others].filter(isUuid);
    const known = ids.length > 0 ? await manager.findBy(Person, { id: In(ids) }) : [];
    return new Naming(actor, tenantName, new Map(known.map(({ id, name }) => [id, name])));
  }
}
