import { newId } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { AccessRequest } from '../access-requests/access-request.entity.js';
import { Binding } from '../bindings/binding.entity.js';
import { settleBindings } from '../bindings/settle-bindings.js';
import type { UnitOfWork } from '../messaging.js';
import { Subject } from './subject.entity.js';

export interface Assignment {
  /** 0 for an invitation, else the revision of the role change. */
  readonly assignment: number;
  readonly role: string;
  readonly setBy: string;
  readonly since: Date;
}

/** Keeps who there is and which roles they hold. */
@Injectable()
export class SubjectsService {
  /**
   * Changes what is known of a subject, who appears if nothing was known, and settles the bindings by it. The subject
   * is locked until the end of the unit of work.
   */
  async learn(unit: UnitOfWork, id: string, change: (subject: Subject) => void | Promise<void>): Promise<void> {
    const { manager, tenantId } = unit;
    await manager
      .createQueryBuilder()
      .insert()
      .into(Subject)
      .values(Subject.unknownTillNow(tenantId, id))
      .orIgnore()
      .execute();
    const subject = await this.locked(unit, id);
    if (subject) await this.changed(unit, subject, change);
  }

  /** Gives the user the role that a revision of theirs has; of two tellings of one revision the newer counts. */
  async assign({ manager, tenantId }: UnitOfWork, subjectId: string, given: Assignment): Promise<void> {
    const { assignment } = given;
    const known = await manager.findOneBy(Binding, { subjectId, source: 'user', assignment });
    if (known && known.since >= given.since) return;
    await manager.save(
      Object.assign(known ?? new Binding(), {
        id: known?.id ?? newId(),
        tenantId,
        subjectId,
        source: 'user' as const,
        revision: known?.revision ?? 0,
        status: 'invited' as const,
        endedAt: null,
        endedBecause: null,
        ...given,
      }),
    );
  }

  /** An invited subject who presents an active token is active from then on. */
  async activate(unit: UnitOfWork, id: string): Promise<void> {
    const known = await unit.manager.findOneBy(Subject, { id });
    if (known?.status !== 'invited') return;
    const subject = await this.locked(unit, id);
    if (subject) await this.changed(unit, subject, (locked) => void locked.activate(new Date()));
  }

  /** Ends everything the user holds or asks for. */
  async deactivate(
    unit: UnitOfWork,
    id: string,
    end: { email: string; by: string; reason: string | undefined; at: Date },
  ): Promise<void> {
    await this.learn(unit, id, async (subject) => {
      subject.deactivate(end);
      await unit.manager.update(
        AccessRequest,
        { subjectId: id, status: 'open' },
        { status: 'closed', decidedAt: end.at, decidedBy: end.by, note: 'The user was deactivated.' },
      );
    });
  }

  locked({ manager }: UnitOfWork, id: string): Promise<Subject | null> {
    return manager.findOne(Subject, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  private async changed(
    { manager }: UnitOfWork,
    subject: Subject,
    change: (subject: Subject) => void | Promise<void>,
  ): Promise<void> {
    await change(subject);
    await manager.save(subject);
    const bindings = await manager.findBy(Binding, { subjectId: subject.id });
    settleBindings(subject, bindings);
    await manager.save(bindings);
  }
}
