import { Module } from '@nestjs/common';
import { SignInsModule } from '../sign-ins/sign-ins.module.js';
import { BrowserSessionsController } from './browser-sessions.controller.js';

@Module({ imports: [SignInsModule], controllers: [BrowserSessionsController] })
export class BrowserSessionsModule {}
