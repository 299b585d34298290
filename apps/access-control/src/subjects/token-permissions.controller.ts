import type { SubjectPermissions } from '@crm/events';
import { CommandRoute, Id, TenantId } from '@crm/platform';
import { Controller, Get } from '@nestjs/common';
import { Binding } from '../bindings/binding.entity.js';
import { effectivePermissions } from '../decisions/decide.js';
import { readStanding } from '../decisions/standing.js';
import { Transactions } from '../messaging.js';
import { PoliciesService } from '../policies/policies.service.js';
import { SubjectsService } from './subjects.service.js';

@Controller('internal/subjects')
export class TokenPermissionsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly policies: PoliciesService,
    private readonly subjects: SubjectsService,
  ) {}

  /** For the token that is being made: whoever gets one is active, so asking activates an invited subject. */
  @Get(':userId/permissions')
  @CommandRoute('subject-permissions')
  read(@TenantId() tenantId: string, @Id('userId') userId: string): Promise<SubjectPermissions> {
    return this.transactions.inTenant(tenantId, async (unit) => {
      await this.subjects.activate(unit, userId);
      const standing = await readStanding(unit.manager, userId);
      const own = await unit.manager.findOne(Binding, {
        where: { subjectId: userId, source: 'user' },
        order: { assignment: 'DESC' },
      });
      return {
        known: standing.subject !== undefined,
        role: own?.role ?? null,
        permissions: effectivePermissions(standing, new Date()),
        policyRevision: await this.policies.revision(unit),
      };
    });
  }
}
