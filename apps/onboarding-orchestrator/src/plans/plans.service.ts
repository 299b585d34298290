import type { TenantPlan } from '@crm/events';
import { currentContext, type Page, pageOf, ValidationFailed } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../messaging.js';
import type { PlanName } from './built-in-plans.js';
import { OnboardingPlan } from './onboarding-plan.entity.js';
import type { NewPlanVersionDto, PlansQuery } from './plan.dto.js';
import { NoSuchPlan } from './plan.errors.js';
import { planMistakes } from './step-template.js';

/** Which onboarding plan a tenant of each plan goes through. */
const chosenFor: Readonly<Record<TenantPlan, PlanName>> = {
  starter: 'standard',
  growth: 'standard',
  enterprise: 'enterprise',
};

@Injectable()
export class PlansService {
  constructor(private readonly transactions: Transactions) {}

  /** The newest version of the plan for a tenant. */
  async chooseFor(manager: EntityManager, tenantPlan: TenantPlan): Promise<OnboardingPlan> {
    const plan = await newest(manager, chosenFor[tenantPlan]);
    if (!plan) throw new NoSuchPlan(`The plan ${chosenFor[tenantPlan]} has no version.`);
    return plan;
  }

  list(query: PlansQuery): Promise<Page<OnboardingPlan>> {
    return this.transactions.outsideTenants((manager) => {
      const plans = manager.createQueryBuilder(OnboardingPlan, 'plan');
      if (query.name !== undefined) plans.where('plan.name = :name', { name: query.name });
      return pageOf(plans, 'plan', query);
    });
  }

  read(id: string): Promise<OnboardingPlan> {
    return this.transactions.outsideTenants(async (manager) => {
      const plan = await manager.findOneBy(OnboardingPlan, { id });
      if (!plan) throw new NoSuchPlan();
      return plan;
    });
  }

  /**
   * Adds the next version of a plan; onboardings that start from now on follow it, those that run keep theirs.
   * @throws ValidationFailed when the steps do not make a plan that can end
   */
  addVersion(content: NewPlanVersionDto): Promise<OnboardingPlan> {
    const mistakes = planMistakes(content.steps);
    if (mistakes.length > 0) throw new ValidationFailed(mistakes);
    return this.transactions.outsideTenants(async (manager) => {
      // Of two operators at once the second waits and gets the number after.
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`onboarding-plan ${content.name}`]);
      const version = ((await newest(manager, content.name))?.version ?? 0) + 1;
      const author = currentContext()?.actor ?? 'service:onboarding-orchestrator';
      return manager.save(OnboardingPlan.version(version, content, author, new Date()));
    });
  }
}

function newest(manager: EntityManager, name: PlanName): Promise<OnboardingPlan | null> {
  return manager.findOne(OnboardingPlan, { where: { name }, order: { version: 'DESC' } });
}
