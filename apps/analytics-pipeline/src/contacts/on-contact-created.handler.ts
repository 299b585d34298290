import { ContactCreated, EventHandler, type EventOf } from '@crm/events';
import { FunnelsService } from '../funnels/funnels.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { RollupsService } from '../rollups/rollups.service.js';

/** Contact growth, imported against organic. A contact that an undone merge brings back is not new, but unique again. */
@EventHandler()
export class OnContactCreated {
  constructor(
    private readonly rollups: RollupsService,
    private readonly funnels: FunnelsService,
  ) {}

  @Handles(ContactCreated)
  async handle(event: EventOf<typeof ContactCreated>, unit: UnitOfWork): Promise<void> {
    const { source, createdAt } = event.data;
    const at = new Date(createdAt);
    const origin = source === 'import' ? 'origin:imported' : 'origin:organic';
    await this.rollups.count(unit, event, [
      ...(source === 'merge-undone'
        ? []
        : [{ metric: 'contacts.created' as const, at, dimensions: [origin] as const }]),
      { metric: 'contacts.unique', at },
    ]);
    await this.funnels.reach(unit, { firstContactAt: at });
  }
}
