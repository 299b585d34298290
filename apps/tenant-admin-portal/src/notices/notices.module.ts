import { Module } from '@nestjs/common';
import { FeedModule } from '../feed/feed.module.js';
import { MailModule } from '../mail/mail.module.js';
import { PeopleModule } from '../people/people.module.js';
import { AnnouncementsService } from './announcements.service.js';
import { EndQuietHours } from './end-quiet-hours.handler.js';
import { FanOut } from './fan-out.handler.js';
import { HandOver } from './hand-over.handler.js';
import { HeldNoticesService } from './held-notices.service.js';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';
import { NotifyController } from './notify.controller.js';
import { OnAuditAlertTriggered } from './on-audit-alert-triggered.handler.js';
import { OnBulkImportCompleted } from './on-bulk-import-completed.handler.js';
import { OnContactCreated } from './on-contact-created.handler.js';
import { OnHealthScoreChanged } from './on-health-score-changed.handler.js';
import { OnPermissionPolicyChanged } from './on-permission-policy-changed.handler.js';
import { OnUserDeactivated } from './on-user-deactivated.handler.js';
import { OnUserRoleChanged } from './on-user-role-changed.handler.js';
import { OnWebhookFailed } from './on-webhook-failed.handler.js';
import { OnWorkflowExecuted } from './on-workflow-executed.handler.js';
import { OwnNoticesService } from './own-notices.service.js';
import { ReleaseHeld } from './release-held.handler.js';
import { SendDigest } from './send-digest.handler.js';

@Module({
  imports: [FeedModule, MailModule, PeopleModule],
  controllers: [
    NoticesController,
    NotifyController,
    OnUserRoleChanged,
    OnUserDeactivated,
    OnContactCreated,
    OnBulkImportCompleted,
    OnHealthScoreChanged,
    OnWebhookFailed,
    OnWorkflowExecuted,
    OnPermissionPolicyChanged,
    OnAuditAlertTriggered,
  ],
  providers: [
    AnnouncementsService,
    NoticesService,
    OwnNoticesService,
    HeldNoticesService,
    FanOut,
    ReleaseHeld,
    EndQuietHours,
    SendDigest,
    HandOver,
  ],
  exports: [AnnouncementsService],
})
export class NoticesModule {}
