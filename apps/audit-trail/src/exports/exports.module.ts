import { Module } from '@nestjs/common';
import { CheckpointsModule } from '../checkpoints/checkpoints.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';

@Module({ imports: [CheckpointsModule, LogsModule], controllers: [ExportsController], providers: [ExportsService] })
export class ExportsModule {}
