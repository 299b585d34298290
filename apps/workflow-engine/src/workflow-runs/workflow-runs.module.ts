import { Module } from '@nestjs/common';
import { MergedContactsModule } from '../merged-contacts/merged-contacts.module.js';
import { WorkflowsModule } from '../workflows/workflows.module.js';
import { ActionsService } from './actions.service.js';
import { AdvanceRun } from './advance-run.handler.js';
import { EndRuns } from './end-runs.handler.js';
import { EnrolmentsService } from './enrolments.service.js';
import { OnAuditAlertTriggered } from './on-audit-alert-triggered.handler.js';
import { OnBulkImportCompleted } from './on-bulk-import-completed.handler.js';
import { OnContactCreated } from './on-contact-created.handler.js';
import { OnContactUpdated } from './on-contact-updated.handler.js';
import { OnCustomerProfileMerged } from './on-customer-profile-merged.handler.js';
import { OnHealthScoreChanged } from './on-health-score-changed.handler.js';
import { OnOnboardingStarted } from './on-onboarding-started.handler.js';
import { RunsService } from './runs.service.js';
import { StepsService } from './steps.service.js';
import { WaitsService } from './waits.service.js';
import { WakeRuns } from './wake-runs.handler.js';
import { WorkflowRunsController } from './workflow-runs.controller.js';
import { WorkflowRunsService } from './workflow-runs.service.js';

@Module({
  imports: [WorkflowsModule, MergedContactsModule],
  controllers: [
    WorkflowRunsController,
    OnContactCreated,
    OnContactUpdated,
    OnCustomerProfileMerged,
    OnBulkImportCompleted,
    OnHealthScoreChanged,
    OnOnboardingStarted,
    OnAuditAlertTriggered,
  ],
  providers: [
    WorkflowRunsService,
    RunsService,
    StepsService,
    ActionsService,
    EnrolmentsService,
    WaitsService,
    AdvanceRun,
    WakeRuns,
    EndRuns,
  ],
})
export class WorkflowRunsModule {}
