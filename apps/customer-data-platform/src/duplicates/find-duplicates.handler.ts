import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import { findDuplicatesTimer } from '../contacts/contact-writer.service.js';
import type { UnitOfWork } from '../messaging.js';
import { DuplicatesService } from './duplicates.service.js';

const pauseMs = 100;

/** After every change of what a contact is recognised by, its doubles are looked for beside the request. */
@OnTimer(findDuplicatesTimer)
export class FindDuplicates implements TimerHandler<'customer-data-platform'> {
  constructor(private readonly duplicates: DuplicatesService) {}

  /** Comes back a little later when the tenant is being looked at, so that no connection waits for its turn. */
  async fire({ kind, key, payload }: Timer, unit: UnitOfWork): Promise<void> {
    const looked = await this.duplicates.look(unit, payload['contactIds'] as string[]);
    if (!looked) await unit.schedule({ kind, key, dueAt: new Date(Date.now() + pauseMs), payload });
  }
}
