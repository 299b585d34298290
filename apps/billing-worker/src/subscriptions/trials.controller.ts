import { CommandRoute, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { StartTrialDto } from './subscription.dto.js';
import { type StartedTrial, TrialsService } from './trials.service.js';

@Tags('commands')
@Controller('internal/trials')
export class TrialsController {
  constructor(private readonly trials: TrialsService) {}

  @Post()
  @CommandRoute('start-trial')
  start(@TenantId() tenantId: string, @Body() body: StartTrialDto): Promise<StartedTrial> {
    return this.trials.start(tenantId, body.plan);
  }

  @Delete()
  @HttpCode(204)
  @CommandRoute('cancel-trial')
  cancel(@TenantId() tenantId: string): Promise<void> {
    return this.trials.cancel(tenantId);
  }
}
