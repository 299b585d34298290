import type { components } from '../../api/generated/schema.js';

export type Notice = components['schemas']['NoticeView'];

/** `all` are those that can be seen now; `held` wait for the end of quiet hours or of a suspension. */
export const inboxViews = ['all', 'unread', 'urgent', 'held'] as const;
export type InboxView = (typeof inboxViews)[number];

/** So often it is looked whether there is something new. */
export const pollMs = 15_000;
