import { Module } from '@nestjs/common';
import { StreamDoor } from './stream-door.js';
import { TicketsService } from './tickets.service.js';

@Module({ providers: [StreamDoor, TicketsService], exports: [StreamDoor, TicketsService] })
export class StreamsModule {}
