import { eventMap, type MapEvent, type MapLink, type MapService } from 'virtual:event-map';
import { memo } from 'react';
import type { LiveState } from '../../live/live-store.js';
import { classNames } from '../../ui/class-names.js';
import { pathOf } from './curve.js';
import { EventDots } from './event-dots.js';
import { consumeOf, type Health, linkHealth, perSecond, rateOf, serviceHealth } from './figures.js';
import { MapNode } from './map-node.js';
import { concerns, linkKey, type Selection } from './selection.js';

const strokes: Readonly<Record<Health, string>> = {
  flowing: 'stroke-accent',
  idle: 'stroke-line-strong',
  warning: 'stroke-warn',
  failing: 'stroke-bad',
  unknown: 'stroke-line',
};
const margin = 8;

interface EventGraphProps {
  readonly state: LiveState | undefined;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** Dots move only along what happens now. */
  readonly moving: boolean;
}

/** Who says what, and who hears it: three lanes, links as wide as their rate and coloured as they are well. */
export function EventGraph({ state, selection, onSelect, moving }: EventGraphProps) {
  const { width, height } = eventMap;
  const publishRates = new Map(
    eventMap.links.filter(({ kind }) => kind === 'publish').map((link) => [link.type, rateOf(state, link)]),
  );
  return (
    <div className="relative min-w-[680px]">
      <svg
        viewBox={`${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`}
        className="block w-full"
        role="group"
        aria-label="Events between the services. The matrix has the same as a table."
      >
        <g fill="none">
          {eventMap.links.map((link) => (
            <LinkPath
              key={linkKey(link)}
              link={link}
              rate={rateOf(state, link)}
              health={linkHealth(state, link)}
              faded={selection !== undefined && !concerns(selection, link)}
              onSelect={onSelect}
            />
          ))}
        </g>
        {eventMap.says.map((node) => (
          <ServiceNode key={node.service} node={node} state={state} selection={selection} onSelect={onSelect} />
        ))}
        {eventMap.events.map((node) => (
          <EventNode
            key={node.type}
            node={node}
            rate={publishRates.get(node.type) ?? 0}
            selection={selection}
            onSelect={onSelect}
          />
        ))}
        {eventMap.hears.map((node) => (
          <ServiceNode key={node.service} node={node} state={state} selection={selection} onSelect={onSelect} hearing />
        ))}
      </svg>
      {moving && <EventDots state={state} selection={selection} margin={margin} />}
    </div>
  );
}

interface LinkPathProps {
  readonly link: MapLink;
  readonly rate: number;
  readonly health: Health;
  readonly faded: boolean;
  readonly onSelect: (selection: Selection) => void;
}

const LinkPath = memo(function LinkPath({ link, rate, health, faded, onSelect }: LinkPathProps) {
  const path = pathOf(link);
  return (
    <g className={classNames('transition-opacity', faded && 'opacity-10')}>
      <path
        d={path}
        className={strokes[health]}
        strokeWidth={1 + Math.log2(1 + rate)}
        strokeDasharray={health === 'failing' ? '5 4' : undefined}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is thin to see is wide to hit; keys reach a link in the matrix and beside its ends */}
      <path
        d={path}
        stroke="transparent"
        strokeWidth={9}
        className="cursor-pointer"
        onClick={() => onSelect({ kind: 'link', link })}
      />
    </g>
  );
});

interface NodeProps {
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}

function ServiceNode(props: NodeProps & { node: MapService; state: LiveState | undefined; hearing?: boolean }) {
  const { node, state, selection, onSelect, hearing = false } = props;
  const { service } = node;
  const health = serviceHealth(state, service);
  const own = eventMap.links.filter(
    (link) => link.service === service && link.kind === (hearing ? 'consume' : 'publish'),
  );
  const rate = own.reduce((sum, link) => sum + rateOf(state, link), 0);
  const stuck = hearing ? own.reduce((sum, { type }) => sum + waiting(state, service, type), 0) : 0;
  const chosen = selection?.kind === 'service' && selection.service === service;
  return (
    <MapNode
      {...node}
      says={`${hearing ? 'consumes' : 'publishes'} ${own.length} events, ${health}`}
      chosen={chosen}
      faded={selection !== undefined && !own.some((link) => concerns(selection, link))}
      health={health}
      onSelect={() => onSelect({ kind: 'service', service })}
      title={service}
      figure={health === 'failing' ? 'down' : stuck > 0 ? `${stuck} stuck` : rate > 0 ? perSecond(rate) : ''}
    />
  );
}

function waiting(state: LiveState | undefined, service: string, type: string): number {
  const { parked = 0, dead = 0 } = consumeOf(state, service, type) ?? {};
  return parked + dead;
}

function EventNode({ node, rate, selection, onSelect }: NodeProps & { node: MapEvent; rate: number }) {
  const { type, title } = node;
  const touched =
    selection === undefined || eventMap.links.some((link) => link.type === type && concerns(selection, link));
  return (
    <MapNode
      {...node}
      round
      says="an event"
      chosen={selection?.kind === 'event' && selection.type === type}
      faded={!touched}
      health={rate > 0 ? 'flowing' : 'idle'}
      onSelect={() => onSelect({ kind: 'event', type })}
      title={title}
      figure={rate > 0 ? perSecond(rate) : ''}
    />
  );
}
