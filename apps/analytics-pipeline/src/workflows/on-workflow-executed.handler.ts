import { EventHandler, type EventOf, WorkflowExecuted } from '@crm/events';
import { FunnelsService } from '../funnels/funnels.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { type Measurement, RollupsService } from '../rollups/rollups.service.js';

/** Runs, success rate and duration percentiles, in all and per workflow. The first success is a step of the funnel. */
@EventHandler()
export class OnWorkflowExecuted {
  constructor(
    private readonly rollups: RollupsService,
    private readonly funnels: FunnelsService,
  ) {}

  @Handles(WorkflowExecuted)
  async handle(event: EventOf<typeof WorkflowExecuted>, unit: UnitOfWork): Promise<void> {
    const { workflowId, result, durationMs, endedAt } = event.data;
    const at = new Date(endedAt);
    const dimensions = [`workflow:${workflowId}`] as const;
    const measurements: Measurement[] = [
      { metric: 'workflows.runs', at, dimensions: [...dimensions, `result:${result}`] },
      { metric: 'workflows.duration', at, dimensions, duration: durationMs },
    ];
    if (result === 'succeeded' || result === 'failed')
      measurements.push({ metric: `workflows.${result}`, at, dimensions });
    await this.rollups.count(unit, event, measurements);
    await this.keepName(unit, event.data);
    if (result === 'succeeded') await this.funnels.reach(unit, { firstWorkflowAt: at });
  }

  private async keepName({ manager, tenantId }: UnitOfWork, data: WorkflowExecuted): Promise<void> {
    await manager.query(
      `INSERT INTO workflow_name AS w (tenant_id, workflow_id, name, version, seen_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET
         name = excluded.name, version = excluded.version, seen_at = excluded.seen_at
       WHERE (excluded.version, excluded.seen_at) > (w.version, w.seen_at)`,
      [tenantId, data.workflowId, data.workflowName, data.version, data.endedAt],
    );
  }
}
