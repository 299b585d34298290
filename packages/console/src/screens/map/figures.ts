import type { MapLink } from 'virtual:event-map';
import type { components } from '../../api/generated/schema.js';
import type { LiveState } from '../../live/live-store.js';

export type ConsumeState = components['schemas']['ConsumeState'];
export type ServiceState = components['schemas']['ServiceState'];

/** How a part of the map is: `idle` is as good as `flowing`, only quiet. `unknown`: nothing was heard of it yet. */
export type Health = 'flowing' | 'idle' | 'warning' | 'failing' | 'unknown';

const in_ = <T>(named: object | undefined, name: string): T | undefined =>
  (named as Readonly<Record<string, T>> | undefined)?.[name];

export const serviceOf = (state: LiveState | undefined, service: string): ServiceState | undefined =>
  in_(state?.services, service);

export const consumeOf = (state: LiveState | undefined, service: string, type: string): ConsumeState | undefined =>
  in_(in_(state?.consumes, service), type);

export function rateOf(state: LiveState | undefined, { kind, service, type }: MapLink): number {
  const of = kind === 'publish' ? state?.publishes : state?.consumes;
  return in_<{ perSecond: number }>(in_(of, service), type)?.perSecond ?? 0;
}

export function serviceHealth(state: LiveState | undefined, service: string): Health {
  const known = serviceOf(state, service);
  if (!known) return 'unknown';
  if (known.status !== 'up') return 'failing';
  return Object.keys(known.deadByReason ?? {}).length > 0 ? 'warning' : 'idle';
}

export function linkHealth(state: LiveState | undefined, link: MapLink): Health {
  const known = serviceOf(state, link.service);
  if (!known) return 'unknown';
  if (known.status !== 'up') return 'failing';
  if (link.kind === 'consume') {
    const { dead = 0, parked = 0 } = consumeOf(state, link.service, link.type) ?? {};
    if (dead > 0) return 'failing';
    if (parked > 0) return 'warning';
  }
  return rateOf(state, link) > 0 ? 'flowing' : 'idle';
}

/** As it is read; a dash as long as nothing is known. */
export const rateIn = (state: LiveState | undefined, link: MapLink): string =>
  state ? perSecond(rateOf(state, link)) : '–';

/** One decimal below ten, none above. */
export const perSecond = (rate: number): string => `${rate >= 10 ? Math.round(rate) : Math.round(rate * 10) / 10}/s`;
