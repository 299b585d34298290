import { eventMap, type MapLink } from 'virtual:event-map';
import type { LiveState } from '../../live/live-store.js';
import { classNames } from '../../ui/class-names.js';
import { type Health, linkHealth, perSecond, rateOf } from './figures.js';
import type { Selection } from './selection.js';

const services = [...new Set([...eventMap.says, ...eventMap.hears].map(({ service }) => service))];
const linkOf = new Map(eventMap.links.map((link) => [`${link.service} ${link.type}`, link]));

const tones: Readonly<Record<Health, string>> = {
  flowing: 'bg-accent-soft text-accent',
  idle: 'text-muted',
  warning: 'bg-warn-soft text-warn',
  failing: 'bg-bad-soft text-bad',
  unknown: 'text-faint',
};

interface EventMatrixProps {
  readonly state: LiveState | undefined;
  readonly onSelect: (selection: Selection) => void;
}

/** The same as the map, for whoever reads tables: a row an event, a column a service. */
export function EventMatrix({ state, onSelect }: EventMatrixProps) {
  return (
    <div className="h-full overflow-auto">
      <table className="border-separate border-spacing-0 text-xs">
        <caption className="sr-only">Rate of each link between an event and a service</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-20 border-r border-b bg-surface p-2 text-left font-medium text-faint"
            >
              Event
            </th>
            {services.map((service) => (
              <th key={service} scope="col" className="sticky top-0 z-10 border-b bg-surface px-1 pb-2 align-bottom">
                <button
                  type="button"
                  onClick={() => onSelect({ kind: 'service', service })}
                  className="h-40 rotate-180 text-left font-medium text-muted [writing-mode:vertical-rl] hover:text-ink"
                >
                  {service}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {eventMap.events.map(({ type, title }) => (
            <tr key={type}>
              <th
                scope="row"
                className="sticky left-0 z-10 border-r border-b bg-surface px-2 text-left font-medium whitespace-nowrap"
              >
                <button type="button" onClick={() => onSelect({ kind: 'event', type })} className="h-8 hover:underline">
                  {title}
                </button>
              </th>
              {services.map((service) => (
                <Cell key={service} link={linkOf.get(`${service} ${type}`)} state={state} onSelect={onSelect} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ link, state, onSelect }: EventMatrixProps & { link: MapLink | undefined }) {
  if (!link) return <td className="border-b" />;
  const rate = rateOf(state, link);
  const health = linkHealth(state, link);
  const verb = link.kind === 'publish' ? 'publishes' : 'consumes';
  return (
    <td className="border-b p-0.5 text-center">
      <button
        type="button"
        aria-label={`${link.service} ${verb} ${link.type}: ${perSecond(rate)}, ${health}`}
        onClick={() => onSelect({ kind: 'link', link })}
        className={classNames('h-7 w-14 rounded tabular-nums hover:ring-1 hover:ring-line-strong', tones[health])}
      >
        {link.kind === 'publish' ? '↑ ' : ''}
        {rate > 0 ? perSecond(rate) : health === 'failing' ? '!' : '·'}
      </button>
    </td>
  );
}
