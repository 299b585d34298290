import { BulkImportCompleted, EventHandler, type EventOf } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { bulkImportCompleted } from './user-sentences.js';

/** Linked to the row report; an unusually large import alerts. */
@EventHandler()
export class OnBulkImportCompleted {
  constructor(private readonly trail: TrailService) {}

  @Handles(BulkImportCompleted)
  async handle(event: EventOf<typeof BulkImportCompleted>, unit: UnitOfWork): Promise<void> {
    const { importId, kind, fileName, totalRows, acceptedRows, rejectedRows, startedBy, completedAt } = event.data;
    const rowReport = `/v1/imports/${importId}/rows`;
    await this.trail.record(unit, event, {
      actor: startedBy,
      at: completedAt,
      target: { kind: 'import', id: importId },
      sentence: (names) => bulkImportCompleted(names, event.data),
      detail: { kind, fileName, totalRows, acceptedRows, rejectedRows, rowReport },
    });
  }
}
