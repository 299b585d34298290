import { Module } from '@nestjs/common';
import { EventTrail } from './event-trail.js';
import { TracesController } from './traces.controller.js';
import { TracesService } from './traces.service.js';

@Module({ controllers: [TracesController], providers: [EventTrail, TracesService] })
export class TracesModule {}
