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

/** Whether the tenant's live feed has an event of this type. */
export async function inFeed(session: Session, event: EventClass): Promise<boolean> {
  const { items } = await session.get<{ items: { type: string }[] }>(`/v1/feed?limit=200&type=${event.type}`);
  return items.some((row) => row.type === event.type);
}
