import { assertVersion, newId, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { type EntityManager, Not } from 'typeorm';
import { AttributesService } from '../attributes/attributes.service.js';
import { Contact } from '../contacts/contact.entity.js';
import { Transactions } from '../messaging.js';
import { countContacts } from '../team-members/count-contacts.js';
import { applyConditions, type Condition, conditionErrors } from './conditions.js';
import {
  type CountedSegment,
  type CreateSegmentDto,
  type EditSegmentDto,
  type SegmentView,
  viewOfSegment,
} from './segment.dto.js';
import { Segment } from './segment.entity.js';
import { SegmentExists, SegmentNotFound } from './segment.errors.js';

/** Shows how segments look; a tenant may change or delete it. */
const sample = {
  name: 'Customers without an owner',
  conditions: [
    { field: 'lifecycleStage', op: 'is', value: 'customer' },
    { field: 'ownerId', op: 'is-not-set' },
  ] satisfies Condition[],
};

@Injectable()
export class SegmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly attributes: AttributesService,
  ) {}

  async makeSample(manager: EntityManager, tenantId: string): Promise<void> {
    const segment = { id: newId(), tenantId, ...sample, version: 1, createdAt: new Date() };
    await manager.createQueryBuilder().insert().into(Segment).values(segment).orIgnore().execute();
  }

  list(tenantId: string): Promise<{ items: SegmentView[] }> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => ({
      items: (await manager.find(Segment, { order: { name: 'ASC' } })).map(viewOfSegment),
    }));
  }

  create(tenantId: string, { name, conditions }: CreateSegmentDto): Promise<CountedSegment> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const segment = Object.assign(new Segment(), { id: newId(), tenantId, name, conditions, version: 1 });
      segment.createdAt = new Date();
      return this.keep(manager, segment);
    });
  }

  read(tenantId: string, id: string): Promise<CountedSegment> {
    return this.transactions.inTenant(tenantId, async ({ manager }) =>
      this.counted(manager, await this.segment(manager, id)),
    );
  }

  edit(tenantId: string, id: string, body: EditSegmentDto, expected?: number): Promise<CountedSegment> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const segment = await this.segment(manager, id, true);
      assertVersion(segment.version, expected);
      segment.name = body.name ?? segment.name;
      segment.conditions = body.conditions ?? segment.conditions;
      segment.version += 1;
      return this.keep(manager, segment);
    });
  }

  remove(tenantId: string, id: string): Promise<void> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      await manager.remove(await this.segment(manager, id, true));
    });
  }

  async conditionsOf(manager: EntityManager, id: string): Promise<Condition[]> {
    return (await this.segment(manager, id)).conditions;
  }

  private async keep(manager: EntityManager, segment: Segment): Promise<CountedSegment> {
    const errors = conditionErrors(segment.conditions, await this.attributes.definitions(manager));
    if (errors.length > 0) throw new ValidationFailed(errors);
    if (await manager.existsBy(Segment, { name: segment.name, id: Not(segment.id) })) {
      throw new SegmentExists(`Choose another name than ${segment.name}.`);
    }
    return this.counted(manager, await manager.save(segment, { reload: false }));
  }

  private async counted(manager: EntityManager, segment: Segment): Promise<CountedSegment> {
    const builder = applyConditions(manager.createQueryBuilder(Contact, 'contact'), segment.conditions);
    return { ...viewOfSegment(segment), contacts: await countContacts(manager, builder) };
  }

  private async segment(manager: EntityManager, id: string, lock = false): Promise<Segment> {
    const found = await manager.findOne(Segment, {
      where: { id },
      ...(lock ? { lock: { mode: 'for_no_key_update' as const } } : {}),
    });
    if (!found) throw new SegmentNotFound();
    return found;
  }
}
