import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { findDuplicatesTimer } from '../contacts/contact-writer.service.js';
import type { UnitOfWork } from '../messaging.js';
import { DuplicatesService } from './duplicates.service.js';

/** After every change of what a contact is recognised by, its doubles are looked for beside the request. */
@OnTimer(findDuplicatesTimer)
export class FindDuplicates implements TimerHandler<'customer-data-platform'> {
  constructor(private readonly duplicates: DuplicatesService) {}

  async fire({ payload }: Timer, unit: UnitOfWork): Promise<void> {
    await this.duplicates.look(unit, payload['contactIds'] as string[]);
  }
}
