import { Module } from '@nestjs/common';
import { TimelinesController } from './timelines.controller.js';
import { TimelinesService } from './timelines.service.js';

@Module({ controllers: [TimelinesController], providers: [TimelinesService], exports: [TimelinesService] })
export class TimelinesModule {}
