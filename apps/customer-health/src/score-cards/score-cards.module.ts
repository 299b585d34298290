import { Module } from '@nestjs/common';
import { OnNotificationBounced } from './on-notification-bounced.handler.js';
import { OnOnboardingCompleted } from './on-onboarding-completed.handler.js';
import { OnOnboardingStarted } from './on-onboarding-started.handler.js';
import { OnTenantCreated } from './on-tenant-created.handler.js';
import { OnTenantDeactivated } from './on-tenant-deactivated.handler.js';
import { OnTenantReactivated } from './on-tenant-reactivated.handler.js';
import { OnTenantSuspended } from './on-tenant-suspended.handler.js';
import { OnUserDeactivated } from './on-user-deactivated.handler.js';
import { OnWebhookFailed } from './on-webhook-failed.handler.js';
import { RecomputeScore } from './recompute-score.handler.js';
import { ScoreCardsController } from './score-cards.controller.js';
import { ScoreCardsService } from './score-cards.service.js';

@Module({
  controllers: [
    ScoreCardsController,
    OnTenantCreated,
    OnOnboardingStarted,
    OnOnboardingCompleted,
    OnTenantSuspended,
    OnTenantReactivated,
    OnTenantDeactivated,
    OnUserDeactivated,
    OnNotificationBounced,
    OnWebhookFailed,
  ],
  providers: [ScoreCardsService, RecomputeScore],
})
export class ScoreCardsModule {}
