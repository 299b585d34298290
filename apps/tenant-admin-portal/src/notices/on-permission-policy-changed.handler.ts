import { EventHandler, type EventOf, PermissionPolicyChanged, type PolicyChange } from '@crm/events';
import { FeedService } from '../feed/feed.service.js';
import { Handles, type UnitOfWork } from '../messaging.js';
import { AnnouncementsService } from './announcements.service.js';
import { actorSlot, quoted } from './words.js';

/** A role is called what it is; whom a containment is about is said by name. */
const sentences: Readonly<Record<PolicyChange, (target: string, who: string) => string>> = {
  'role-created': (role) => `A role was added: ${role}`,
  'role-updated': (role) => `A role was changed: ${role}`,
  'role-deleted': (role) => `A role was removed: ${role}`,
  'containment-placed': (_id, who) => `${who} was contained`,
  'containment-lifted': (_id, who) => `${who} is not contained any more`,
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
    const [someone] = affectedUserIds;
    const changes = diff.map(({ op, permission }) => `${op} ${permission}`).join(', ');
    await this.announcements.tell(unit, {
      key: `policy:${policyRevision}`,
      topic: 'security',
      severity: change === 'containment-placed' ? 'critical' : 'high',
      title: sentences[change](quoted(target), someone ? actorSlot(`user:${someone}`) : 'Somebody'),
      text: `Changed by ${actorSlot(changedBy)}. ${quoted(changes || 'No permission was added or removed.')}`,
      audience: { kind: 'admins-among', userIds: [...affectedUserIds, ...lostAdminUserIds] },
    });
    await this.feed.record(unit, event, { title: sentences[change](target, 'Somebody'), severity: 'high' });
  }
}
