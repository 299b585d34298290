import { CustomerProfileMerged, EventHandler, type EventOf } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { customerProfileMerged } from './customer-sentences.js';

/** The merge is on the timelines of the survivor and of everyone who was merged, with all ids. */
@EventHandler()
export class OnCustomerProfileMerged {
  constructor(private readonly trail: TrailService) {}

  @Handles(CustomerProfileMerged)
  async handle(event: EventOf<typeof CustomerProfileMerged>, unit: UnitOfWork): Promise<void> {
    const { mergeId, survivorId, mergedIds, score, mergedBy, at } = event.data;
    await this.trail.record(unit, event, {
      actor: mergedBy,
      at,
      target: { kind: 'contact', id: survivorId },
      alsoOn: mergedIds.map((id) => ({ kind: 'contact', id })),
      sentence: (names) => customerProfileMerged(names, event.data),
      detail: { mergeId, survivorId, mergedIds, score },
    });
  }
}
