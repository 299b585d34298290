import type { EventClass } from '@crm/events';
import type { Session } from '../platform/session.js';

/** `contact.created` for `crm.contact.created.v1`: what webhooks and triggers call it. */
export const shortTypeOf = (event: EventClass): string => event.type.slice('crm.'.length, -'.v1'.length);

/** When the tenant came to a step of its activation funnel; null when it has not. */
export async function funnelStep(session: Session, step: string): Promise<string | null> {
  const { steps } = await session.get<{ steps: { step: string; at: string | null }[] }>('/v1/analytics/funnel');
  return steps.find((one) => one.step === step)?.at ?? null;
}

/** Sum of a series over its default range. */
export async function seriesTotal(session: Session, metric: string): Promise<number> {
  const { points } = await session.get<{ points: { value: number }[] }>(
    `/v1/analytics/series?metric=${metric}&grain=day`,
  );
  return points.reduce((sum, point) => sum + point.value, 0);
}

export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly topic: string;
  readonly severity: string;
  readonly mustAcknowledge: boolean;
  /** Whose notice it was before he left; null for one's own. */
  readonly handedOverFrom: string | null;
}

/** The first notice of this person that is as described. */
export async function toldOf(session: Session, as: (notice: Notice) => boolean): Promise<Notice | undefined> {
  const { items } = await session.get<{ items: Notice[] }>('/v1/notifications?limit=200');
  return items.find(as);
}

/** Whether the tenant's live feed has an event of this type. */
export async function inFeed(session: Session, event: EventClass): Promise<boolean> {
  const { items } = await session.get<{ items: { type: string }[] }>(`/v1/feed?limit=200&type=${event.type}`);
  return items.some((row) => row.type === event.type);
}
