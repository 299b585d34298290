import { BulkImportCompleted, EventHandler, type EventOf } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { countUp } from '../home/counters.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { audienceOfActor } from '../people/audience.js';
import { AnnouncementsService } from './announcements.service.js';
import { quoted } from './words.js';

/** Whoever started the import is told the counts, with a link to the rows that failed. */
@EventHandler()
export class OnBulkImportCompleted {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(BulkImportCompleted)
  async handle(event: EventOf<typeof BulkImportCompleted>, unit: UnitOfWork): Promise<void> {
    const { importId, kind, fileName, startedBy, totalRows, acceptedRows, rejectedRows, completedAt } = event.data;
    const what = fileName ? `The import of ${kind} from ${fileName}` : `The import of ${kind}`;
    const counts = `${acceptedRows} of ${totalRows} rows were accepted, ${rejectedRows} rejected.`;
    const link = rejectedRows > 0 ? `/v1/imports/${importId}/rows?status=rejected` : `/v1/imports/${importId}`;
    await this.announcements.tell(unit, {
      key: `import:${importId}`,
      topic: 'imports',
      severity: rejectedRows > 0 ? 'medium' : 'info',
      title: quoted(`${what} is done`),
      text: counts,
      link,
      audience: audienceOfActor(startedBy),
    });
    await countUp(unit.manager, unit.tenantId, completedAt, 'importsCompleted');
    await this.feed.record(unit, event, { title: `${what} is done: ${counts}`, link });
  }
}
