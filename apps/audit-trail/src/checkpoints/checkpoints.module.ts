import { Module } from '@nestjs/common';
import { AuditConfig } from '../config.js';
import { CheckpointKeys } from './checkpoint-keys.js';
import { CheckpointsController } from './checkpoints.controller.js';
import { CheckpointsService } from './checkpoints.service.js';

@Module({
  controllers: [CheckpointsController],
  providers: [
    CheckpointsService,
    {
      provide: CheckpointKeys,
      inject: [AuditConfig],
      useFactory: ({ KEYS_DIR, AUDIT_FORMER_KEYS }: AuditConfig) => CheckpointKeys.read(KEYS_DIR, AUDIT_FORMER_KEYS),
    },
  ],
  exports: [CheckpointsService, CheckpointKeys],
})
export class CheckpointsModule {}
