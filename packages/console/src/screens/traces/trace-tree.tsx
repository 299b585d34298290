import { useMemo } from 'react';
import { classNames } from '../../ui/class-names.js';
import { StateBadge } from '../../ui/state-badge.js';
import { VirtualList } from '../../ui/virtual-list.js';
import { outlineOf, shortType, type TraceNode, worstOf } from './trace-model.js';

interface TraceTreeProps {
  readonly nodes: readonly TraceNode[];
  readonly selected: string | undefined;
  readonly onSelect: (eventId: string) => void;
}

/** What followed from what: under each message those that it caused. */
export function TraceTree({ nodes, selected, onSelect }: TraceTreeProps) {
  const outline = useMemo(() => outlineOf(nodes), [nodes]);
  return (
    <VirtualList label="Messages" rows={outline} rowKey={({ node }) => node.eventId} rowHeight={32}>
      {({ node, depth }) => {
        const worst = worstOf(node);
        return (
          <div className="flex px-4 md:px-6">
            {Array.from({ length: depth }, (_, level) => (
              <span key={level} aria-hidden className="ml-3 w-3 shrink-0 border-l" />
            ))}
            <button
              type="button"
              aria-pressed={node.eventId === selected}
              onClick={() => onSelect(node.eventId)}
              className={classNames(
                'flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5 rounded-md px-2 py-1.5 text-left text-[13px] -outline-offset-2 hover:bg-sunken',
                node.eventId === selected && 'bg-accent-soft',
              )}
            >
              <span className="font-medium">{shortType(node.type)}</span>
              <span className="text-xs text-faint">by {node.service}</span>
              {node.deliveries.length > 0 && (
                <span className="text-xs text-faint">
                  consumed by {node.deliveries.map(({ service }) => service).join(', ')}
                </span>
              )}
              {worst && worst !== 'handled' && <StateBadge state={worst} />}
            </button>
          </div>
        );
      }}
    </VirtualList>
  );
}
