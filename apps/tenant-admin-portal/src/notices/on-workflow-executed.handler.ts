import { EventHandler, type EventOf, WorkflowExecuted } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { counterOfRuns, countUp } from '../home/counters.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from './announcements.service.js';
import { quoted } from './words.js';

/** Failed runs and runs that are marked so are told to the workflow's owner, or the admins; every run is counted. */
@EventHandler()
export class OnWorkflowExecuted {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(WorkflowExecuted)
  async handle(event: EventOf<typeof WorkflowExecuted>, unit: UnitOfWork): Promise<void> {
    const { runId, workflowName, result, notify, error, stepsDone, ownerId, endedAt } = event.data;
    const link = `/v1/workflow-runs/${runId}`;
    if (result === 'failed' || notify) {
      await this.announcements.tell(unit, {
        key: `workflow-run:${runId}`,
        topic: 'workflows',
        severity: result === 'failed' ? 'high' : 'info',
        title: quoted(`The workflow ${workflowName} ${result === 'failed' ? 'has failed' : `has ended: ${result}`}`),
        text: quoted(error ?? `Steps done: ${stepsDone}.`),
        link,
        audience: ownerId ? { kind: 'users', userIds: [ownerId] } : { kind: 'admins' },
      });
    }
    await countUp(unit.manager, unit.tenantId, endedAt, counterOfRuns(result));
    await this.feed.record(unit, event, {
      title: `The workflow ${workflowName} ended: ${result}`,
      severity: result === 'failed' ? 'high' : 'info',
      link,
    });
  }
}
