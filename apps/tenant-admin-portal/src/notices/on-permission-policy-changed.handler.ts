import { EventHandler, type EventOf, PermissionPolicyChanged, type PolicyChange } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from './announcements.service.js';
import { actorSlot, quoted } from './words.js';

const sentences: Readonly<Record<PolicyChange, string>> = {
  'role-created': 'A role was added',
  'role-updated': 'A role was changed',
  'role-deleted': 'A role was removed',
  'containment-placed': 'Somebody was contained',
  'containment-lifted': 'A containment was lifted',
};

/** The admins among the affected are told what changed and by whom; where no admin is affected, all of them. */
@EventHandler()
export class OnPermissionPolicyChanged {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly feed: FeedService,
  ) {}

  @Handles(PermissionPolicyChanged)
  async handle(event: EventOf<typeof PermissionPolicyChanged>, unit: UnitOfWork): Promise<void> {
    const { policyRevision, change, target, diff, affectedUserIds, lostAdminUserIds, changedBy } = event.data;
    const title = `${sentences[change]}: ${target}`;
    const changes = diff.map(({ op, permission }) => `${op} ${permission}`).join(', ');
    await this.announcements.tell(unit, {
      key: `policy:${policyRevision}`,
      topic: 'security',
      severity: change === 'containment-placed' ? 'critical' : 'high',
      title: quoted(title),
      text: `Changed by ${actorSlot(changedBy)}. ${quoted(changes || 'No permission was added or removed.')}`,
      audience: { kind: 'admins-among', userIds: [...affectedUserIds, ...lostAdminUserIds] },
    });
    await this.feed.record(unit, event, { title, severity: 'high' });
  }
}
