import { EventHandler, type EventOf, UserDeactivated } from '@crm/events';
import { Handles, type UnitOfWork } from '../messaging.js';
import { SubjectsService } from './subjects.service.js';

/** Every binding is end-dated, every check denies, open access requests are closed. Final. */
@EventHandler()
export class OnUserDeactivated {
  constructor(private readonly subjects: SubjectsService) {}

  @Handles(UserDeactivated)
  async handle({ data }: EventOf<typeof UserDeactivated>, unit: UnitOfWork): Promise<void> {
    const { userId, email, deactivatedBy: by, reason, at } = data;
    await this.subjects.deactivate(unit, userId, { email, by, reason, at: new Date(at) });
  }
}
