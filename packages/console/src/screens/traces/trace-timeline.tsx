import { classNames } from '../../ui/class-names.js';
import { duration } from '../../ui/numbers.js';
import { StateBadge } from '../../ui/state-badge.js';
import { VirtualList } from '../../ui/virtual-list.js';
import { shortType, type TraceNode, worstOf } from './trace-model.js';

interface TraceTimelineProps {
  readonly nodes: readonly TraceNode[];
  readonly from: number;
  readonly to: number;
  readonly selected: string | undefined;
  readonly onSelect: (eventId: string) => void;
}

/** A row a message, from when it was said to when the last who hears it had its effect; a mark for each effect. */
export function TraceTimeline({ nodes, from, to, selected, onSelect }: TraceTimelineProps) {
  const span = Math.max(1, to - from);
  const at = (moment: string | number): number => ((new Date(moment).getTime() - from) / span) * 100;
  return (
    <VirtualList label="Messages" rows={nodes} rowKey={({ eventId }) => eventId} rowHeight={50}>
      {(node) => {
        const handled = [...new Set(node.deliveries.flatMap(({ handledAt }) => (handledAt ? [handledAt] : [])))];
        const start = at(node.at);
        const end = Math.max(start, ...handled.map(at));
        const worst = worstOf(node);
        return (
          <button
            type="button"
            aria-pressed={node.eventId === selected}
            onClick={() => onSelect(node.eventId)}
            className={classNames(
              'grid w-full border-b grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-1.5 text-left text-[13px] hover:bg-sunken md:grid-cols-[minmax(0,17rem)_minmax(0,1fr)_6.5rem] md:px-6',
              node.eventId === selected && 'bg-accent-soft',
            )}
          >
            <span className="min-w-0">
              <span className="block truncate font-medium">{shortType(node.type)}</span>
              <span className="block truncate text-xs text-faint">{node.service}</span>
            </span>
            <svg
              viewBox="0 0 100 14"
              preserveAspectRatio="none"
              className="h-3.5 w-full max-md:col-span-2 max-md:row-start-2"
              aria-hidden
            >
              <line
                x1="0"
                x2="100"
                y1="7"
                y2="7"
                className="stroke-line"
                strokeWidth="1"
                vectorEffect="non-scaling-stroke"
              />
              <rect
                x={start}
                y="4"
                width={Math.max(0.4, end - start)}
                height="6"
                rx="1"
                className={worst === 'dead' ? 'fill-bad' : worst === 'parked' ? 'fill-warn' : 'fill-accent'}
                opacity="0.35"
              />
              {handled.map((moment) => (
                <rect
                  key={moment}
                  x={Math.min(99.4, at(moment))}
                  y="2"
                  width="0.5"
                  height="10"
                  className="fill-accent"
                />
              ))}
              <rect x={Math.min(99.4, start)} y="1" width="0.6" height="12" className="fill-ink" />
            </svg>
            <span className="flex items-center justify-end gap-2">
              {worst && worst !== 'handled' && <StateBadge state={worst} />}
              <span className="text-xs text-faint tabular-nums">+{duration(new Date(node.at).getTime() - from)}</span>
            </span>
          </button>
        );
      }}
    </VirtualList>
  );
}
