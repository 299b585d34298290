import { CustomerProfileMerged, EventHandler, type EventOf } from '@crm/events';
import { MergedContactsService } from '../merged-contacts/merged-contacts.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { WaitsService } from './waits.service.js';

/** Waits and enrolments of the merged contacts move to the survivor; doubles end as superseded. */
@EventHandler()
export class OnCustomerProfileMerged {
  constructor(
    private readonly waits: WaitsService,
    private readonly merged: MergedContactsService,
  ) {}

  @Handles(CustomerProfileMerged)
  async handle({ time, data }: EventOf<typeof CustomerProfileMerged>, unit: UnitOfWork): Promise<void> {
    const merged: string[] = [];
    for (const mergedId of data.mergedIds) {
      await this.merged.learn(unit, mergedId, data.survivorId, new Date(time));
      // Nothing moves when the merge was undone since; and the survivor may have been merged itself.
      if ((await this.merged.survivorOf(unit, mergedId)) !== mergedId) merged.push(mergedId);
    }
    await this.waits.move(unit, merged, await this.merged.survivorOf(unit, data.survivorId));
  }
}
