import { Module } from '@nestjs/common';
import { OnboardingsModule } from './onboardings/onboardings.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { PlansModule } from './plans/plans.module.js';
import { ReChecksModule } from './re-checks/re-checks.module.js';
import { StepsModule } from './steps/steps.module.js';

@Module({ imports: [PlansModule, OnboardingsModule, StepsModule, ReChecksModule, OverviewModule] })
export class AppModule {}
