import type { TenantUser } from '@crm/events';
import { nameOfActor } from '../people/audience.js';
import type { Announcement } from './announcement.entity.js';
import type { NoticeWords } from './notice.entity.js';

const slot = /\{\{|\{(count|(?:user|operator|service):[^{}\s]{1,127}|anonymous)\}/g;

/** What an announcement says, with its count and the names of actors filled in. */
export function wordsOf({ title, text, count }: Announcement, users: readonly TenantUser[]): NoticeWords {
  const filled = (template: string): string =>
    template.replace(slot, (match, what: string | undefined) => {
      if (what === undefined) return match.slice(1);
      return what === 'count' ? String(count) : nameOfActor(what, users);
    });
  return { title: filled(title), text: filled(text) };
}

/** Words of others, in which nothing is filled in. */
export const quoted = (words: string): string => words.replaceAll('{', '{{');

/** The place where an actor's name is filled in. */
export const actorSlot = (actor: string): string => `{${actor}}`;
