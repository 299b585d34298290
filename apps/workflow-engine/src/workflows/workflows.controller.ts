import { Requires } from '@crm/events';
import { type Caller, CurrentCaller, Id, IfMatch, type Page, Tags, TenantId } from '@crm/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ActivationsService } from './activations.service.js';
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
  constructor(
    private readonly workflows: WorkflowsService,
    private readonly activations: ActivationsService,
  ) {}

  /** Creates an inactive workflow: it starts nothing before it is activated. */
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

  /** Makes a new version of an inactive workflow, unless nothing is different in it. */
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

  /** Deletes an inactive workflow; its runs and versions stay readable. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('workflows:write')
  remove(@TenantId() tenantId: string, @Id() id: string, @IfMatch() expected: number | undefined): Promise<void> {
    return this.workflows.remove(tenantId, id, expected);
  }

  /** Every version with who made it, newest first. */
  @Get(':id/versions')
  @Requires('workflows:read')
  async versions(@TenantId() tenantId: string, @Id() id: string): Promise<{ items: WorkflowVersionView[] }> {
    return { items: await this.workflows.versions(tenantId, id) };
  }

  /** Switches it on; of a paused one, the runs that waited go on. While it is starting, no run starts. */
  @Post(':id/activate')
  @HttpCode(200)
  @Requires('workflows:write')
  activate(@TenantId() tenantId: string, @Id() id: string): Promise<WorkflowView> {
    return this.activations.activate(tenantId, id);
  }

  /** Switches it off; its open runs end as cancelled. */
  @Post(':id/deactivate')
  @HttpCode(200)
  @Requires('workflows:write')
  deactivate(@TenantId() tenantId: string, @Id() id: string): Promise<WorkflowView> {
    return this.activations.deactivate(tenantId, id);
  }

  /** Starts no run any more; open runs wait before their next step. */
  @Post(':id/pause')
  @HttpCode(200)
  @Requires('workflows:write')
  pause(@TenantId() tenantId: string, @Id() id: string, @Body() { reason }: PauseWorkflowDto): Promise<WorkflowView> {
    return this.activations.pause(tenantId, id, reason ?? 'Paused by hand.');
  }
}
