import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/policies.module.js';
import { ContainmentsController } from './containments.controller.js';
import { ContainmentsService } from './containments.service.js';
import { ExpireContainment } from './expire-containment.handler.js';
import { OnAuditAlertTriggered } from './on-audit-alert-triggered.handler.js';

@Module({
  imports: [PoliciesModule],
  controllers: [ContainmentsController, OnAuditAlertTriggered],
  providers: [ContainmentsService, ExpireContainment],
})
export class ContainmentsModule {}
