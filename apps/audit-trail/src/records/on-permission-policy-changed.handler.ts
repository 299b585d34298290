import { EventHandler, type EventOf, PermissionPolicyChanged } from '@crm/events';
import { TrailService } from '../entries/trail.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { permissionPolicyChanged } from './user-sentences.js';

/** The diff is kept with the entry. A containment is on the contained user's timeline, too. */
@EventHandler()
export class OnPermissionPolicyChanged {
  constructor(private readonly trail: TrailService) {}

  @Handles(PermissionPolicyChanged)
  async handle(event: EventOf<typeof PermissionPolicyChanged>, unit: UnitOfWork): Promise<void> {
    const { change, target, diff, policyRevision, affectedUserIds, lostAdminUserIds, changedBy, at } = event.data;
    const isContainment = change.startsWith('containment-');
    await this.trail.record(unit, event, {
      actor: changedBy,
      at,
      target: { kind: isContainment ? 'containment' : 'role', id: target },
      mentions: affectedUserIds.slice(0, 1),
      alsoOn: isContainment ? affectedUserIds.map((id) => ({ kind: 'user', id })) : [],
      sentence: (names) => permissionPolicyChanged(names, event.data),
      detail: { change, policyRevision, diff, affectedUserIds, lostAdminUserIds },
    });
  }
}
