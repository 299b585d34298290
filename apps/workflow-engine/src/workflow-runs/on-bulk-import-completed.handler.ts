import { BulkImportCompleted, EventHandler, type EventOf } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { EnrolmentsService } from './enrolments.service.js';

/** One run per import, with its counts. */
@EventHandler()
export class OnBulkImportCompleted {
  constructor(private readonly enrolments: EnrolmentsService) {}

  @Handles(BulkImportCompleted)
  async handle({ type, hopcount, data }: EventOf<typeof BulkImportCompleted>, unit: UnitOfWork): Promise<void> {
    const trigger = 'bulk-import.completed';
    await this.enrolments.start(unit, { trigger, type, hopCount: hopcount, key: data.importId, data: { ...data } });
  }
}
