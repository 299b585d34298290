import { adminRoles } from '@crm/events';
import type { Audience } from '../people/audience.js';
import type { Topic } from '../preferences/topics.js';

/** What each topic tells. */
const news: Readonly<Record<Topic, string>> = {
  account: 'a suspension of the account and its end',
  security: 'changes of roles and policies, and security alerts',
  contacts: 'new contacts',
  imports: 'imports that have ended',
  health: 'changes of the health score',
  webhooks: 'failed webhooks',
  workflows: 'what workflows say',
};

interface Reader {
  readonly userId: string;
  readonly role: string;
}

/** Why somebody is told, and where they choose otherwise. */
export function whyTold(audience: Audience, topic: Topic, reader: Reader): string {
  return `${reasonOf(audience, topic, reader)}; topic ${topic} in your preferences.`;
}

/** Why an admin is told what was meant for somebody who has gone. */
export function whyHandedOver(topic: Topic, { role }: Reader): string {
  return `It was meant for somebody who has gone and had not read it, and you hold the role ${role}; topic ${topic} in your preferences.`;
}

function reasonOf(audience: Audience, topic: Topic, { userId, role }: Reader): string {
  const told = `told of ${news[topic]}`;
  switch (audience.kind) {
    case 'admins':
      return `You hold the role ${role}, and admins are ${told}`;
    case 'owners':
      return role === 'owner' || !adminRoles.includes(role)
        ? `You hold the role ${role}, and owners are ${told}`
        : `You hold the role ${role}, and admins are ${told} where no owner has signed up`;
    case 'users':
      return audience.userIds.includes(userId)
        ? `It concerns you, and whomever it concerns is ${told}`
        : `Whom it concerned has gone, and you hold the role ${role}: admins are then ${told}`;
    case 'admins-among':
      return audience.userIds.includes(userId)
        ? `You hold the role ${role} and are affected yourself, and affected admins are ${told}`
        : `You hold the role ${role}, and no admin is affected: all of them are then ${told}`;
  }
}
