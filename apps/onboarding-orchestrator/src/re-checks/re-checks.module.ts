import { Module } from '@nestjs/common';
import { ReChecksController } from './re-checks.controller.js';
import { ReChecksService } from './re-checks.service.js';
import { RunReCheck } from './run-re-check.handler.js';

@Module({ controllers: [ReChecksController], providers: [ReChecksService, RunReCheck], exports: [ReChecksService] })
export class ReChecksModule {}
