import { Module } from '@nestjs/common';
import { CheckpointsModule } from '../checkpoints/checkpoints.module.js';
import { VerificationsController } from './verifications.controller.js';
import { VerificationsService } from './verifications.service.js';

@Module({ imports: [CheckpointsModule], controllers: [VerificationsController], providers: [VerificationsService] })
export class VerificationsModule {}
