import { Module } from '@nestjs/common';
import { AcknowledgementsService } from './acknowledgements.service.js';
import { AlertsController } from './alerts.controller.js';
import { AlertsService } from './alerts.service.js';

@Module({
  controllers: [AlertsController],
  providers: [AlertsService, AcknowledgementsService],
  exports: [AlertsService],
})
export class AlertsModule {}
