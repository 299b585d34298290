import { Module } from '@nestjs/common';
import { EventSchemasController } from './event-schemas.controller.js';

@Module({ controllers: [EventSchemasController] })
export class EventSchemasModule {}
