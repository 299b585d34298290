import { mapPage, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { viewOfAccessRequest } from '../access-requests/access-request.dto.js';
import { AccessRequest } from '../access-requests/access-request.entity.js';
import { viewOfBinding } from '../bindings/binding.dto.js';
import { Binding } from '../bindings/binding.entity.js';
import { viewOfContainment } from '../containments/containment.dto.js';
import { Containment } from '../containments/containment.entity.js';
import { decide, grantedPermissions } from '../decisions/decide.js';
import { readStanding } from '../decisions/standing.js';
import { Transactions } from '../messaging.js';
import { PoliciesService } from '../policies/policies.service.js';
import {
  type EffectivePermissions,
  type SubjectReview,
  type SubjectsQuery,
  type SubjectView,
  viewOfSubject,
} from './subject.dto.js';
import { Subject } from './subject.entity.js';
import { NoSuchSubject } from './subject.errors.js';

/** Shows who may do what, and where that comes from. */
@Injectable()
export class SubjectReviewsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: PoliciesService,
  ) {}

  list(tenantId: string, query: SubjectsQuery): Promise<Page<SubjectView>> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { status } = query;
      const found = manager.createQueryBuilder(Subject, 'subject').where(status ? { status } : {});
      return mapPage(await pageOf(found, 'subject', query), viewOfSubject);
    });
  }

  review(tenantId: string, id: string): Promise<SubjectReview> {
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const subject = await subjectOf(manager, id);
      const where = { where: { subjectId: id }, order: { id: 'DESC' as const } };
      const bindings = (await manager.find(Binding, { ...where, order: { since: 'DESC', id: 'DESC' } })).map(
        viewOfBinding,
      );
      return {
        ...viewOfSubject(subject),
        holds: bindings.filter(({ status }) => status !== 'ended'),
        held: bindings.filter(({ status }) => status === 'ended'),
        containments: (await manager.find(Containment, where)).map(viewOfContainment),
        accessRequests: (await manager.find(AccessRequest, where)).map(viewOfAccessRequest),
      };
    });
  }

  effective(tenantId: string, id: string): Promise<EffectivePermissions> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      const { status } = await subjectOf(unit.manager, id);
      const standing = await readStanding(unit.manager, id);
      const now = new Date();
      const granted = grantedPermissions(standing).map((permission) => {
        const from = standing.bindings
          .filter(({ role }) => standing.roles.get(role)?.includes(permission))
          .map((binding) => ({ bindingId: binding.id, role: binding.role }));
        return { permission, from, decision: decide(standing, permission, now) };
      });
      return {
        subjectId: id,
        status,
        policyRevision: await this.policies.revision(unit),
        permissions: granted
          .filter(({ decision }) => decision.allowed)
          .map(({ permission, from }) => ({ permission, from })),
        withheld: granted
          .filter(({ decision }) => !decision.allowed)
          .map(({ permission, from, decision }) => ({
            permission,
            from,
            reason: decision.reason,
            because: decision.explanation.filter(({ outcome }) => outcome === 'denied'),
          })),
      };
    });
  }
}

async function subjectOf(manager: EntityManager, id: string): Promise<Subject> {
  const subject = await manager.findOneBy(Subject, { id });
  if (!subject) throw new NoSuchSubject('A user appears here as soon as they have been invited.');
  return subject;
}
