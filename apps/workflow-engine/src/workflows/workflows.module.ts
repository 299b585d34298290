import { Module } from '@nestjs/common';
import { BuiltInsService } from './built-ins.service.js';
import { WorkflowsController } from './workflows.controller.js';
import { WorkflowsService } from './workflows.service.js';

@Module({
  controllers: [WorkflowsController],
  providers: [WorkflowsService, BuiltInsService],
  exports: [WorkflowsService, BuiltInsService],
})
export class WorkflowsModule {}
