import { Module } from '@nestjs/common';
import { ActivationsService } from './activations.service.js';
import { BuiltInsService } from './built-ins.service.js';
import { OnFlowAnswer } from './on-flow-answer.handler.js';
import { WorkflowsController } from './workflows.controller.js';
import { WorkflowsService } from './workflows.service.js';

@Module({
  controllers: [WorkflowsController, OnFlowAnswer],
  providers: [WorkflowsService, ActivationsService, BuiltInsService],
  exports: [WorkflowsService, BuiltInsService],
})
export class WorkflowsModule {}
