import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { TimelinesModule } from '../timelines/timelines.module.js';
import { OnBulkImportCompleted } from './on-bulk-import-completed.handler.js';
import { OnContactUpdated } from './on-contact-updated.handler.js';
import { OnCustomerProfileMerged } from './on-customer-profile-merged.handler.js';
import { OnNotificationBounced } from './on-notification-bounced.handler.js';
import { OnOnboardingStarted } from './on-onboarding-started.handler.js';
import { OnPermissionPolicyChanged } from './on-permission-policy-changed.handler.js';
import { OnTenantCreated } from './on-tenant-created.handler.js';
import { OnTenantDeactivated } from './on-tenant-deactivated.handler.js';
import { OnTenantSuspended } from './on-tenant-suspended.handler.js';
import { OnUserDeactivated } from './on-user-deactivated.handler.js';
import { OnUserInvited } from './on-user-invited.handler.js';
import { OnUserRoleChanged } from './on-user-role-changed.handler.js';
import { OnWebhookDelivered } from './on-webhook-delivered.handler.js';
import { OnWebhookFailed } from './on-webhook-failed.handler.js';
import { OnWorkflowExecuted } from './on-workflow-executed.handler.js';

/** What the trail hears, each with the entry that it becomes. */
@Module({
  imports: [EntriesModule, LogsModule, TimelinesModule, AlertsModule],
  controllers: [
    OnBulkImportCompleted,
    OnContactUpdated,
    OnCustomerProfileMerged,
    OnNotificationBounced,
    OnOnboardingStarted,
    OnPermissionPolicyChanged,
    OnTenantCreated,
    OnTenantDeactivated,
    OnTenantSuspended,
    OnUserDeactivated,
    OnUserInvited,
    OnUserRoleChanged,
    OnWebhookDelivered,
    OnWebhookFailed,
    OnWorkflowExecuted,
  ],
})
export class RecordsModule {}
