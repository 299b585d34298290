import { Module } from '@nestjs/common';
import { AlertsModule } from './alerts/alerts.module.js';
import { CheckpointsModule } from './checkpoints/checkpoints.module.js';
import { EntriesModule } from './entries/entries.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { LogsModule } from './logs/logs.module.js';
import { RecordsModule } from './records/records.module.js';
import { ServiceEventsModule } from './service-events/service-events.module.js';
import { TimelinesModule } from './timelines/timelines.module.js';
import { VerificationsModule } from './verifications/verifications.module.js';

@Module({
  imports: [
    LogsModule,
    EntriesModule,
    CheckpointsModule,
    VerificationsModule,
    TimelinesModule,
    AlertsModule,
    ExportsModule,
    RecordsModule,
    ServiceEventsModule,
  ],
})
export class AppModule {}
