import { adminRoles } from '@crm/events';
import type { Audience } from '../people/audience.js';
import type { Topic } from '../preferences/topics.js';

/** What each topic tells. */
const news: Readonly<Record<Topic, string>> = {
  account: 'suspension and reactivation of the account',
  security: 'role and policy changes and security alerts',
  contacts: 'new contacts',
  imports: 'finished imports',
  health: 'health score changes',
  webhooks: 'failed webhooks',
  workflows: 'messages from workflows',
};

interface Reader {
  readonly userId: string;
  readonly role: string;
}

/** Why somebody is told, and where they choose otherwise. */
export function whyTold(audience: Audience, topic: Topic, reader: Reader): string {
  return `${reasonOf(audience, topic, reader)} (topic ${topic} in your preferences).`;
}

/** Why an admin is told what was meant for somebody who has gone. */
export function whyHandedOver(topic: Topic, { role }: Reader): string {
  return `It was left unread by someone who was deactivated, and you have the role ${role} (topic ${topic} in your preferences).`;
}

function reasonOf(audience: Audience, topic: Topic, { userId, role }: Reader): string {
  const told = `notified of ${news[topic]}`;
  switch (audience.kind) {
    case 'admins':
      return `You have the role ${role}, and admins are ${told}`;
    case 'owners':
      return role === 'owner' || !adminRoles.includes(role)
        ? `You have the role ${role}, and owners are ${told}`
        : `You have the role ${role}, and admins are ${told} while no owner has signed up`;
    case 'users':
      return audience.userIds.includes(userId)
        ? `It concerns you: those concerned are ${told}`
        : `The person concerned was deactivated, and you have the role ${role}: admins are then ${told}`;
    case 'admins-among':
      return audience.userIds.includes(userId)
        ? `You have the role ${role} and are affected yourself; affected admins are ${told}`
        : `You have the role ${role}, and no admin is affected: all admins are then ${told}`;
  }
}
