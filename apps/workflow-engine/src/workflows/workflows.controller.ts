import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, IfMatch, type Page, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  CreateWorkflowDto,
  EditWorkflowDto,
  PauseWorkflowDto,
  WorkflowQuery,
  type WorkflowVersionView,
  type WorkflowView,
} from './workflow.dto.js';
import { WorkflowsService } from './workflows.service.js';

@Tags('workflows')
@Controller('v1/workflows')
export class WorkflowsController {
  constructor(private readonly workflows: WorkflowsService) {}

  /** Creates a workflow as a draft: it starts nothing before it is activated. */
  @Post()
  @Requires('workflows:write')
  create(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Body() body: CreateWorkflowDto,
  ): Promise<WorkflowView> {
    return this.workflows.create(tenantId, body, caller);
  }

  @Get()
  @Requires('workflows:read')
  list(@TenantId() tenantId: string, @Query() query: WorkflowQuery): Promise<Page<WorkflowView>> {
    return this.workflows.list(tenantId, query);
  }

  @Get(':id')
  @Requires('workflows:read')
  read(@TenantId() tenantId: string, @Id() id: string): Promise<WorkflowView> {
    return this.workflows.read(tenantId, id);
  }

  /** Makes a new version; open runs go on with theirs. */
  @Patch(':id')
  @Requires('workflows:write')
  edit(
    @TenantId() tenantId: string,
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Body() body: EditWorkflowDto,
    @IfMatch() expected: number | undefined,
  ): Promise<WorkflowView> {
    return this.workflows.edit(tenantId, id, body, expected, caller);
  }

  /** Every version with who made it, newest first. */
  @Get(':id/versions')
  @Requires('workflows:read')
  async versions(@TenantId() tenantId: string, @Id() id: string): Promise<{ items: WorkflowVersionView[] }> {
    return { items: await this.workflows.versions(tenantId, id) };
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Requires('workflows:write')
  activate(@TenantId() tenantId: string, @Id() id: string): Promise<WorkflowView> {
    return this.workflows.activate(tenantId, id);
  }

  /** Starts no run any more; open runs wait before their next step. */
  @Post(':id/pause')
  @HttpCode(200)
  @Requires('workflows:write')
  pause(@TenantId() tenantId: string, @Id() id: string, @Body() { reason }: PauseWorkflowDto): Promise<WorkflowView> {
    return this.workflows.pause(tenantId, id, reason ?? 'Paused by hand.');
  }
}
