import type { AuditAlertTriggered } from '@crm/events';
import { type Caller, mapPage, newId, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Binding } from '../bindings/binding.entity.js';
import { AccessConfig } from '../config.js';
import { effectivePermissions } from '../decisions/decide.js';
import { readStanding } from '../decisions/standing.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { administers } from '../policies/effect.js';
import { PoliciesService } from '../policies/policies.service.js';
import { Subject } from '../subjects/subject.entity.js';
import { type ContainmentsQuery, type ContainmentView, viewOfContainment } from './containment.dto.js';
import { Containment } from './containment.entity.js';
import { ContainmentNotActive, NoSuchContainment, SecondAdminNeeded } from './containment.errors.js';
import { isInForce } from './containment-effect.js';
import { refusalToLift } from './second-admin.js';

export const expiryTimer = 'expire-containment';
const ourselves = 'service:access-control';

/** Keeps users from doing harm while somebody finds out whether an alert is right. */
@Injectable()
export class ContainmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: PoliciesService,
    private readonly config: AccessConfig,
  ) {}

  /** Answers an alert about a user, once: high for a time that counts from the alert, critical until it is lifted. */
  async place(unit: UnitOfWork, subjectId: string, alert: AuditAlertTriggered, at: Date): Promise<void> {
    const { manager, tenantId } = unit;
    const { alertId, rule, severity, summary } = alert;
    if (await manager.existsBy(Containment, { alertId })) return;
    const expiresAt = severity === 'high' ? new Date(at.getTime() + this.config.CONTAINMENT_SECONDS * 1_000) : null;
    const containment = Object.assign(new Containment(), {
      id: newId(),
      tenantId,
      subjectId,
      alertId,
      rule,
      severity,
      summary,
      status: severity === 'medium' ? ('noted' as const) : ('active' as const),
      placedAt: at,
      expiresAt,
      endedAt: null,
      liftedBy: null,
      note: null,
    } satisfies Partial<Containment>);
    if (!isInForce(containment, new Date())) {
      // The alert was told so late that its time is over: it is kept, and nobody's access changes.
      await manager.insert(Containment, { ...containment, status: 'expired', endedAt: expiresAt });
      return;
    }
    await manager.insert(Containment, containment);
    if (containment.status === 'active') await this.tell(unit, 'containment-placed', containment, ourselves);
    if (expiresAt) await unit.schedule({ kind: expiryTimer, key: containment.id, dueAt: expiresAt });
  }

  /** Ends a containment whose time is over; one that was lifted before stays as it is. */
  async expire(unit: UnitOfWork, id: string): Promise<void> {
    const containment = await this.locked(unit, id);
    if (containment?.status !== 'active') return;
    Object.assign(containment, { status: 'expired', endedAt: containment.expiresAt ?? new Date() });
    await unit.manager.save(containment);
    await this.tell(unit, 'containment-lifted', containment, ourselves);
  }

  /** @throws SecondAdminNeeded to the contained user and to those who depend on them: see `refusalToLift` */
  lift(tenantId: string, id: string, caller: Caller, note: string | undefined): Promise<ContainmentView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.policies.beginEdit(unit);
      const containment = await this.locked(unit, id);
      if (!containment) throw new NoSuchContainment('GET /v1/containments lists them.');
      if (containment.status !== 'active') throw new ContainmentNotActive(`It is ${containment.status}.`);
      await this.assertMayLift(unit, containment, caller);
      await unit.unschedule(expiryTimer, id);
      const end = { status: 'lifted', endedAt: new Date(), liftedBy: caller.actor, note: note ?? null } as const;
      Object.assign(containment, end);
      await unit.manager.save(containment);
      await this.tell(unit, 'containment-lifted', containment, caller.actor);
      return viewOfContainment(containment);
    });
  }

  read(tenantId: string, id: string): Promise<ContainmentView> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const containment = await manager.findOneBy(Containment, { id });
      if (!containment) throw new NoSuchContainment('GET /v1/containments lists them.');
      return viewOfContainment(containment);
    });
  }

  list(tenantId: string, query: ContainmentsQuery): Promise<Page<ContainmentView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { status, subjectId } = query;
      const found = manager.createQueryBuilder(Containment, 'containment').where({
        ...(status ? { status } : {}),
        ...(subjectId ? { subjectId } : {}),
      });
      return mapPage(await pageOf(found, 'containment', query), viewOfContainment);
    });
  }

  /** Tells what a containment takes from the user, or gives back. In a frozen policy nothing is told. */
  private async tell(
    unit: UnitOfWork,
    change: 'containment-placed' | 'containment-lifted',
    { id, subjectId, severity, rule }: Containment,
    changedBy: string,
  ): Promise<void> {
    if (await this.policies.isFrozen(unit)) return;
    const standing = await readStanding(unit.manager, subjectId);
    const others = standing.containments.filter((each) => each.id !== id);
    const now = new Date();
    const free = effectivePermissions({ ...standing, containments: others }, now);
    const inForce = [...others, { id, severity, rule, expiresAt: null }];
    const contained = effectivePermissions({ ...standing, containments: inForce }, now);
    const [before, after] = change === 'containment-placed' ? [free, contained] : [contained, free];
    const lostAdminUserIds = administers(before) && !administers(after) ? [subjectId] : [];
    const effect = { before, after, affectedUserIds: [subjectId], lostAdminUserIds };
    await this.policies.change(unit, { change, target: id, effect, changedBy });
  }

  private async assertMayLift(unit: UnitOfWork, containment: Containment, caller: Caller): Promise<void> {
    const { manager } = unit;
    if (caller.kind === 'operator') return;
    const id = caller.subject;
    const now = new Date();
    const own = await manager.findBy(Containment, { subjectId: id, status: 'active' });
    const refusal = refusalToLift(containment, caller, {
      subject: (await manager.findOneBy(Subject, { id })) ?? undefined,
      bindings: await manager.findBy(Binding, { subjectId: id, status: Not('ended' as const) }),
      contained: own.some((each) => isInForce(each, now)),
    });
    if (refusal) throw new SecondAdminNeeded(refusal);
  }

  private locked({ manager }: UnitOfWork, id: string): Promise<Containment | null> {
    return manager.findOne(Containment, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }
}
