import { Module } from '@nestjs/common';
import { FeedModule } from '../feed/feed.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { HomeController } from './home.controller.js';
import { OnOnboardingCompleted } from './on-onboarding-completed.handler.js';
import { OnOnboardingStarted } from './on-onboarding-started.handler.js';
import { OnTenantReactivated } from './on-tenant-reactivated.handler.js';
import { OnTenantSuspended } from './on-tenant-suspended.handler.js';

@Module({
  imports: [FeedModule, NoticesModule],
  controllers: [HomeController, OnTenantSuspended, OnTenantReactivated, OnOnboardingStarted, OnOnboardingCompleted],
})
export class HomeModule {}
