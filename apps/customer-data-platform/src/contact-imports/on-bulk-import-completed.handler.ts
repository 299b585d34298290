import { BulkImportCompleted, EventHandler, type EventOf } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { ContactImportsService } from './contact-imports.service.js';
import { fetchRowsTimer } from './fetch-rows.handler.js';

/** The contact rows of the import are fetched, validated, upserted and matched, beside the event and chunk by chunk. */
@EventHandler()
export class OnBulkImportCompleted {
  constructor(private readonly imports: ContactImportsService) {}

  @Handles(BulkImportCompleted)
  async handle({ data }: EventOf<typeof BulkImportCompleted>, unit: UnitOfWork): Promise<void> {
    if (data.kind !== 'contacts') return;
    const isNew = await this.imports.open(unit, data.importId, data.acceptedRows);
    if (!isNew) return;
    await unit.schedule({ kind: fetchRowsTimer, key: data.importId, dueAt: new Date(), payload: { after: 0 } });
  }
}
