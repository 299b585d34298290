import { eventMap } from 'virtual:event-map';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Badge } from '../../ui/badge.js';
import { Page } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { EventGraph } from './event-graph.js';
import { EventMatrix } from './event-matrix.js';
import { rateOf } from './figures.js';
import { type MapView, mapRoute } from './map.routes.js';
import { MapDetails } from './map-details.js';
import { Scrubber } from './scrubber.js';
import { keyOf, type Selection, selectionOf } from './selection.js';
import { ServiceEvents } from './service-events.js';
import { useMoment } from './use-moment.js';
import { useReducedMotion } from './use-reduced-motion.js';

const services = new Set([...eventMap.says, ...eventMap.hears].map(({ service }) => service));
const counters = [
  [eventMap.events.length, 'events'],
  [services.size, 'services'],
  [eventMap.links.filter(({ kind }) => kind === 'publish').length, 'publish links'],
  [eventMap.links.filter(({ kind }) => kind === 'consume').length, 'consume links'],
] as const;

/** The operator's home: the whole platform at work, now or at a moment of the last hour. */
export function MapScreen() {
  const { view = 'map', on, at } = mapRoute.useSearch();
  const navigate = useNavigate({ from: mapRoute.fullPath });
  const { state, live, notice } = useMoment(at);
  const still = useReducedMotion();
  const selection = selectionOf(on);
  const select = useCallback(
    (next: Selection | undefined) =>
      void navigate({ search: (old) => ({ ...old, on: next && keyOf(next) }), replace: true }),
    [navigate],
  );
  const flowing = eventMap.links.some((link) => link.kind === 'publish' && rateOf(state, link) > 0);
  return (
    <Page
      title="Event map"
      filled
      aside={
        <>
          <Badge tone={at === undefined ? (live ? 'good' : 'warn') : 'info'}>
            {at === undefined ? (live ? 'live' : 'connecting') : 'past'}
          </Badge>
          {state && !flowing && <span className="text-xs text-faint">No events right now.</span>}
        </>
      }
      actions={
        <dl className="flex flex-wrap gap-x-4 text-[13px]">
          {counters.map(([number, name]) => (
            <div key={name} className="flex items-baseline gap-1">
              <dd className="font-semibold tabular-nums">{number}</dd>
              <dt className="text-faint">{name}</dt>
            </div>
          ))}
        </dl>
      }
      bar={
        <>
          <Tabs<MapView>
            label="View"
            value={view}
            choices={[
              { value: 'map', label: 'Map' },
              { value: 'matrix', label: 'Matrix' },
              { value: 'service-events', label: 'Service events' },
            ]}
            onChange={(value) => void navigate({ search: (old) => ({ ...old, view: value }) })}
          />
          <div className="ml-auto">
            <Scrubber
              at={at}
              onChange={(moment) => void navigate({ search: (old) => ({ ...old, at: moment }), replace: true })}
            />
          </div>
        </>
      }
    >
      {notice && (
        <p role="status" className="border-b bg-warn-soft px-4 py-2 text-[13px] text-warn md:px-6">
          {notice}
        </p>
      )}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="min-h-0 min-w-0 flex-1 overflow-auto">
          {view === 'map' && (
            <div className="mx-auto max-w-6xl p-3 md:p-4">
              <EventGraph state={state} selection={selection} onSelect={select} moving={live && !still} />
            </div>
          )}
          {view === 'matrix' && <EventMatrix state={state} onSelect={select} />}
          {view === 'service-events' && <ServiceEvents state={state} />}
        </div>
        {selection && view !== 'service-events' && <MapDetails state={state} selection={selection} onSelect={select} />}
      </div>
    </Page>
  );
}
