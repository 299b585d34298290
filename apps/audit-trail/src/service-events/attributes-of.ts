import type { ServiceAttributes } from '@crm/events';

/** The attributes of a service event that stands for itself: none comes before it, and none has led to it. */
export function attributesOf(id: string, subject: string, correlationid: string): ServiceAttributes {
  return { id, subject, correlationid, partitionkey: `event-bus:${subject}`, sequence: 0, hopcount: 0 };
}
