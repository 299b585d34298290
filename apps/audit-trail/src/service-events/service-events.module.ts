import { Module } from '@nestjs/common';
import { EntriesModule } from '../entries/entries.module.js';
import { OnServiceEvent } from './on-service-event.handler.js';
import { ServiceEventTrailService } from './service-event-trail.service.js';
import { ServiceEventsController } from './service-events.controller.js';
import { ServiceEventsService } from './service-events.service.js';

/** What is told on the bus of the service events, beside the map. */
@Module({
  imports: [EntriesModule],
  controllers: [OnServiceEvent, ServiceEventsController],
  providers: [ServiceEventTrailService, ServiceEventsService],
})
export class ServiceEventsModule {}
