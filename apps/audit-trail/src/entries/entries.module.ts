import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { CheckpointsModule } from '../checkpoints/checkpoints.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { PeopleService } from '../people/people.service.js';
import { TimelinesModule } from '../timelines/timelines.module.js';
import { EntriesController } from './entries.controller.js';
import { EntriesService } from './entries.service.js';
import { TrailService } from './trail.service.js';

@Module({
  imports: [LogsModule, CheckpointsModule, TimelinesModule, AlertsModule],
  controllers: [EntriesController],
  providers: [EntriesService, TrailService, PeopleService],
  exports: [TrailService, PeopleService],
})
export class EntriesModule {}
