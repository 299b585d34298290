import { CustomerProfileMerged, EventHandler, type EventOf } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { RollupsService } from '../rollups/rollups.service.js';

/** Unique counts of the days on which the merged contacts were created are corrected. */
@EventHandler()
export class OnCustomerProfileMerged {
  constructor(private readonly rollups: RollupsService) {}

  @Handles(CustomerProfileMerged)
  async handle(event: EventOf<typeof CustomerProfileMerged>, unit: UnitOfWork): Promise<void> {
    const { mergedIds, mergedCreatedAt, at } = event.data;
    await this.rollups.count(unit, event, [
      { metric: 'contacts.merged', at: new Date(at), count: mergedIds.length },
      ...mergedCreatedAt.map((createdAt) => ({
        ...{ metric: 'contacts.unique' as const, at: new Date(createdAt), count: -1 },
      })),
    ]);
  }
}
