import { type Caller, mapPage, newId, type Page, pageOf } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Binding } from '../bindings/binding.entity.js';
import { Transactions, type UnitOfWork } from '../messaging.js';
import { PoliciesService } from '../policies/policies.service.js';
import { assertOwnPermissions } from '../roles/own-permissions.js';
import { NoSuchRole } from '../roles/role.errors.js';
import { readRoleBook } from '../roles/role-book.js';
import { SubjectsService } from '../subjects/subjects.service.js';
import {
  type AccessRequestsQuery,
  type AccessRequestView,
  type AskForAccessDto,
  viewOfAccessRequest,
} from './access-request.dto.js';
import { AccessRequest } from './access-request.entity.js';
import {
  AccessRequestDecided,
  NoSuchAccessRequest,
  OwnAccessRequest,
  RoleAlreadyHeld,
  SubjectMayNotAsk,
} from './access-request.errors.js';

/** Lets users ask for a further role, and others grant it. */
@Injectable()
export class AccessRequestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: PoliciesService,
    private readonly subjects: SubjectsService,
  ) {}

  ask(tenantId: string, caller: Caller, { role, reason }: AskForAccessDto): Promise<AccessRequestView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.policies.beginEdit(unit);
      const subject = caller.kind === 'user' ? await this.subjects.locked(unit, caller.subject) : null;
      if (subject?.status !== 'active') throw new SubjectMayNotAsk('Sign in as the user who needs the role.');
      await this.assertGrantable(unit, subject.id, role);
      const request = {
        id: newId(),
        tenantId,
        subjectId: subject.id,
        role,
        reason,
        status: 'open' as const,
        createdAt: new Date(),
        decidedAt: null,
        decidedBy: null,
        note: null,
        bindingId: null,
      };
      await unit.manager.insert(AccessRequest, request);
      return viewOfAccessRequest(request);
    });
  }

  /** Reviewers see all requests, everybody else their own. */
  list(tenantId: string, caller: Caller, query: AccessRequestsQuery): Promise<Page<AccessRequestView>> {
    const seesAll = caller.kind === 'operator' || caller.permissions.includes('access:review');
    return this.transactions.inTenant(tenantId, async ({ manager }) => {
      const { status } = query;
      const found = manager.createQueryBuilder(AccessRequest, 'request').where({
        ...(status ? { status } : {}),
        ...(seesAll ? {} : { subjectId: caller.subject }),
      });
      return mapPage(await pageOf(found, 'request', query), viewOfAccessRequest);
    });
  }

  /** Binds the role to the asker. Whoever approves must hold what the role grants. */
  approve(tenantId: string, id: string, caller: Caller, note: string | undefined): Promise<AccessRequestView> {
    return this.decide(tenantId, id, caller, note, async (unit, request) => {
      const { subjectId, role } = request;
      assertOwnPermissions(caller, await this.assertGrantable(unit, subjectId, role));
      request.status = 'approved';
      request.bindingId = newId();
      await unit.manager.insert(Binding, {
        id: request.bindingId,
        tenantId,
        subjectId,
        role,
        source: 'request',
        assignment: 0,
        revision: 1,
        status: 'active',
        since: new Date(),
        setBy: caller.actor,
        endedAt: null,
        endedBecause: null,
      });
    });
  }

  deny(tenantId: string, id: string, caller: Caller, note: string | undefined): Promise<AccessRequestView> {
    return this.decide(tenantId, id, caller, note, async (_unit, request) => {
      request.status = 'denied';
    });
  }

  private decide(
    tenantId: string,
    id: string,
    caller: Caller,
    note: string | undefined,
    outcome: (unit: UnitOfWork, request: AccessRequest) => Promise<void>,
  ): Promise<AccessRequestView> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.policies.beginEdit(unit);
      const asked = await unit.manager.findOneBy(AccessRequest, { id });
      if (!asked) throw new NoSuchAccessRequest('GET /v1/access-requests lists them.');
      // The subject comes before the request, as in a deactivation: the other way round the two could wait for each other.
      const subject = await this.subjects.locked(unit, asked.subjectId);
      const request = await unit.manager.findOneByOrFail(AccessRequest, { id });
      if (request.status !== 'open') throw new AccessRequestDecided(`It is ${request.status}.`);
      if (request.subjectId === caller.subject) throw new OwnAccessRequest('Ask another administrator.');
      if (subject?.status !== 'active') throw new AccessRequestDecided('The user is not active any more.');
      await outcome(unit, request);
      Object.assign(request, { decidedAt: new Date(), decidedBy: caller.actor, note: note ?? null });
      return viewOfAccessRequest(await unit.manager.save(request));
    });
  }

  /** Answers the permissions of the role. @throws NoSuchRole, RoleAlreadyHeld */
  private async assertGrantable({ manager }: UnitOfWork, subjectId: string, role: string) {
    const granted = (await readRoleBook(manager)).get(role);
    if (!granted) throw new NoSuchRole('GET /v1/roles lists the roles there are.');
    if (await manager.existsBy(Binding, { subjectId, role, status: Not('ended' as const) })) {
      throw new RoleAlreadyHeld(`The role ${role} needs no request.`);
    }
    return granted;
  }
}
