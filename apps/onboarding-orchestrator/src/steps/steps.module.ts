import { Module } from '@nestjs/common';
import { ChecklistsModule } from '../checklists/checklists.module.js';
import { RunStep } from './run-step.handler.js';
import { StepRunsService } from './step-runs.service.js';
import { StepUndosService } from './step-undos.service.js';
import { StepsController } from './steps.controller.js';
import { StepsService } from './steps.service.js';
import { UndoStep } from './undo-step.handler.js';

@Module({
  imports: [ChecklistsModule],
  controllers: [StepsController],
  providers: [StepsService, StepRunsService, StepUndosService, RunStep, UndoStep],
})
export class StepsModule {}
