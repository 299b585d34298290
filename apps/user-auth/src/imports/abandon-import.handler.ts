import { OnTimer, type Timer, type TimerHandler } from '@crm/events';
import type { UnitOfWork } from '../messaging.js';
import { abandonTimer, ImportStore } from './import-store.service.js';

/** The process that read a file is gone, or its sender is. */
@OnTimer(abandonTimer)
export class AbandonImport implements TimerHandler<'user-auth'> {
  constructor(private readonly store: ImportStore) {}

  async fire({ key: id }: Timer, unit: UnitOfWork): Promise<void> {
    await this.store.giveUp(unit, id, 'The upload stopped before the end of the file. Send it again.');
  }
}
