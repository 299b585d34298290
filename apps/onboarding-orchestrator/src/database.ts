import { defineDatabase } from '@crm/platform';
import { HistoryEntry } from './checklists/history-entry.entity.js';
import { Onboarding } from './checklists/onboarding.entity.js';
import { Step } from './checklists/step.entity.js';
import { CreateOnboarding1764000000000 } from './migrations/1764000000000-create-onboarding.js';
import { TenantLifecycle } from './onboardings/tenant-lifecycle.entity.js';
import { OnboardingOverview } from './overview/onboarding-overview.entity.js';
import { OnboardingPlan } from './plans/onboarding-plan.entity.js';
import { ReCheck } from './re-checks/re-check.entity.js';

export const database = defineDatabase({
  entities: [OnboardingPlan, Onboarding, Step, HistoryEntry, TenantLifecycle, ReCheck, OnboardingOverview],
  migrations: [CreateOnboarding1764000000000],
});
