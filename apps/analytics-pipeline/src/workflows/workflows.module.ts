import { Module } from '@nestjs/common';
import { FunnelsModule } from '../funnels/funnels.module.js';
import { RollupsModule } from '../rollups/rollups.module.js';
import { OnWorkflowExecuted } from './on-workflow-executed.handler.js';
import { WorkflowsController } from './workflows.controller.js';

@Module({ imports: [RollupsModule, FunnelsModule], controllers: [WorkflowsController, OnWorkflowExecuted] })
export class WorkflowsModule {}
