import { eventMap, type MapLink } from 'virtual:event-map';
import type { ReactNode } from 'react';
import type { LiveState } from '../../live/live-store.js';
import { bytes, count, duration } from '../../ui/numbers.js';
import { Facts } from '../../ui/page.js';
import { SidePanel } from '../../ui/side-panel.js';
import { StateBadge } from '../../ui/state-badge.js';
import { Time } from '../../ui/time.js';
import { consumeOf, rateIn, serviceOf } from './figures.js';
import { LastMessages } from './last-messages.js';
import { linkKey, type Selection } from './selection.js';

interface MapDetailsProps {
  readonly state: LiveState | undefined;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection | undefined) => void;
}

/** What is selected on the map, in figures. */
export function MapDetails({ state, selection, onSelect }: MapDetailsProps) {
  return (
    <SidePanel label="Selected" title={titleOf(selection)} slim onClose={() => onSelect(undefined)}>
      <div className="flex flex-col gap-5 p-4">
        {selection.kind === 'service' && <ServiceDetails {...{ state, onSelect }} service={selection.service} />}
        {selection.kind === 'event' && <EventDetails {...{ state, onSelect }} type={selection.type} />}
        {selection.kind === 'link' && <LinkDetails state={state} link={selection.link} />}
      </div>
    </SidePanel>
  );
}

const eventTitle = (type: string): string => eventMap.events.find((event) => event.type === type)?.title ?? type;

function titleOf(selection: Selection): string {
  if (selection.kind === 'service') return selection.service;
  if (selection.kind === 'event') return eventTitle(selection.type);
  const { kind, service, type } = selection.link;
  return kind === 'publish' ? `${service} → ${eventTitle(type)}` : `${eventTitle(type)} → ${service}`;
}

type Inside = Pick<MapDetailsProps, 'state' | 'onSelect'>;

function ServiceDetails({ state, onSelect, service }: Inside & { service: string }) {
  const known = serviceOf(state, service);
  const queue = state?.queues[`crm.${service}`];
  const own = eventMap.links.filter((link) => link.service === service);
  return (
    <>
      <Facts
        facts={[
          ['State', <StateBadge key="state" state={known?.status ?? 'unknown'} />],
          ...(known?.reasons?.map((reason) => ['Reason', reason] as const) ?? []),
          ['Since', <Time key="since" at={known?.startedAt} />],
          ['Memory', known?.memoryBytes === undefined ? '–' : bytes(known.memoryBytes)],
          ['Outbox', known?.outbox ? `${known.outbox.pending} pending, oldest ${known.outbox.oldestSeconds} s` : '–'],
          ...(queue ? [['Queue', `${queue.ready} ready, ${queue.unacked} unacked`] as const] : []),
        ]}
      />
      <LinkList
        heading="Publishes"
        links={own.filter(({ kind }) => kind === 'publish')}
        {...{ state, onSelect }}
        name={({ type }) => eventTitle(type)}
      />
      <LinkList
        heading="Consumes"
        links={own.filter(({ kind }) => kind === 'consume')}
        {...{ state, onSelect }}
        name={({ type }) => eventTitle(type)}
      />
    </>
  );
}

function EventDetails({ state, onSelect, type }: Inside & { type: string }) {
  const of = eventMap.links.filter((link) => link.type === type);
  return (
    <>
      <p className="text-[13px] text-muted">{eventMap.events.find((event) => event.type === type)?.meaning}</p>
      <p className="font-mono text-xs text-faint">{type}</p>
      <LinkList
        heading="Published by"
        links={of.filter(({ kind }) => kind === 'publish')}
        {...{ state, onSelect }}
        name={({ service }) => service}
      />
      <LinkList
        heading="Consumed by"
        links={of.filter(({ kind }) => kind === 'consume')}
        {...{ state, onSelect }}
        name={({ service }) => service}
      />
      <Part heading="Last messages">
        <LastMessages type={type} />
      </Part>
    </>
  );
}

function LinkDetails({ state, link }: { state: LiveState | undefined; link: MapLink }) {
  const heard = link.kind === 'consume' ? consumeOf(state, link.service, link.type) : undefined;
  // What was never heard is counted as none, as soon as anything is known at all.
  const number = (value = state ? 0 : undefined): string => (value === undefined ? '–' : count(value));
  const lag = (ms: number | undefined): string => (ms === undefined ? '–' : duration(ms));
  return (
    <>
      <Facts
        facts={[
          ['Rate', rateIn(state, link)],
          ...(link.kind === 'consume'
            ? ([
                ['Lag p50', lag(heard?.p50Ms)],
                ['Lag p99', lag(heard?.p99Ms)],
                ['Handled', number(heard?.total)],
                ['Parked', number(heard?.parked)],
                ['Dead', number(heard?.dead)],
              ] as const)
            : []),
        ]}
      />
      <Part heading="Last messages">
        <LastMessages type={link.type} {...(link.kind === 'consume' ? { service: link.service } : {})} />
      </Part>
    </>
  );
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-xs font-medium text-faint">{heading}</h3>
      {children}
    </section>
  );
}

interface LinkListProps extends Inside {
  readonly heading: string;
  readonly links: readonly MapLink[];
  readonly name: (link: MapLink) => string;
}

function LinkList({ heading, links, name, state, onSelect }: LinkListProps) {
  if (links.length === 0) return null;
  return (
    <Part heading={heading}>
      <ul className="-mx-2 flex flex-col">
        {links.map((link) => {
          const {
            parked = 0,
            dead = 0,
            p99Ms = undefined,
          } = link.kind === 'consume' ? (consumeOf(state, link.service, link.type) ?? {}) : {};
          return (
            <li key={linkKey(link)}>
              <button
                type="button"
                onClick={() => onSelect({ kind: 'link', link })}
                className="flex w-full items-center gap-2 rounded-md px-2 py-1 text-left text-[13px] hover:bg-sunken"
              >
                <span className="min-w-0 flex-1 truncate">{name(link)}</span>
                {dead > 0 && <span className="text-xs text-bad">{dead} dead</span>}
                {parked > 0 && <span className="text-xs text-warn">{parked} parked</span>}
                {p99Ms !== undefined && <span className="text-xs text-faint tabular-nums">{duration(p99Ms)}</span>}
                <span className="w-12 text-right text-xs text-muted tabular-nums">{rateIn(state, link)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
