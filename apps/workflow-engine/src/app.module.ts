import { Module } from '@nestjs/common';
import { WorkflowRunsModule } from './workflow-runs/workflow-runs.module.js';
import { WorkflowsModule } from './workflows/workflows.module.js';

@Module({ imports: [WorkflowsModule, WorkflowRunsModule] })
export class AppModule {}
