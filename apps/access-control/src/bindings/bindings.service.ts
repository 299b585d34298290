import { mapPage, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../messaging.js';
import { type BindingsQuery, type BindingView, viewOfBinding } from './binding.dto.js';
import { Binding } from './binding.entity.js';
import { BindingEnded, BindingNotOurs, NoSuchBinding } from './binding.errors.js';

@Injectable()
export class BindingsService {
  constructor(private readonly transactions: Transactions) {}

  list(tenantId: string, query: BindingsQuery): Promise<Page<BindingView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { subjectId, role, status } = query;
      const found = manager.createQueryBuilder(Binding, 'binding').where({
        ...(subjectId ? { subjectId } : {}),
        ...(role ? { role } : {}),
        ...(status ? { status } : {}),
      });
      return mapPage(await pageOf(found, 'binding', query), viewOfBinding);
    });
  }

  read(tenantId: string, id: string): Promise<BindingView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const binding = await manager.findOneBy(Binding, { id });
      if (!binding) throw new NoSuchBinding('GET /v1/bindings lists them.');
      return viewOfBinding(binding);
    });
  }

  /**
   * Takes a role back that was granted on request. The user's own role is changed where users are kept.
   * @throws NoSuchBinding, BindingNotOurs, BindingEnded
   */
  takeBack(tenantId: string, id: string): Promise<BindingView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const binding = await manager.findOne(Binding, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!binding) throw new NoSuchBinding('GET /v1/bindings lists them.');
      if (binding.source === 'user') throw new BindingNotOurs("Change the user's role with PATCH /v1/users/{id}.");
      if (binding.status === 'ended') throw new BindingEnded(`It ended on ${binding.endedAt?.toISOString()}.`);
      Object.assign(binding, { status: 'ended', endedAt: new Date(), endedBecause: 'taken-back' });
      return viewOfBinding(await manager.save(binding));
    });
  }
}
