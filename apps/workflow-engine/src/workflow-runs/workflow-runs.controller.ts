import { Requires } from '@crm/events';
import { Id, type Page, Tags, TenantId } from '@crm/platform';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { type FullRunView, RunQuery, type WorkflowRunView } from './workflow-run.dto.js';
import { WorkflowRunsService } from './workflow-runs.service.js';

@Tags('workflows')
@Controller('v1/workflow-runs')
export class WorkflowRunsController {
  constructor(private readonly runs: WorkflowRunsService) {}

  /** Runs, newest first; by workflow, contact, status or trigger. */
  @Get()
  @Requires('workflows:read')
  list(@TenantId() tenantId: string, @Query() query: RunQuery): Promise<Page<WorkflowRunView>> {
    return this.runs.list(tenantId, query);
  }

  /** A run with what happened at each step. */
  @Get(':id')
  @Requires('workflows:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<FullRunView> {
    return this.runs.read(tenantId, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('workflows:write')
  cancel(@TenantId() tenantId: string, @Id() id: string): Promise<WorkflowRunView> {
    return this.runs.cancel(tenantId, id);
  }
}
