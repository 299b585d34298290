import { useMemo } from 'react';
import { classNames } from '../../ui/class-names.js';
import { StateBadge } from '../../ui/state-badge.js';
import { type Branch, shortType, type TraceNode, treeOf, worstOf } from './trace-model.js';

interface TraceTreeProps {
  readonly nodes: readonly TraceNode[];
  readonly selected: string | undefined;
  readonly onSelect: (eventId: string) => void;
}

/** What followed from what: under each message those that it caused. */
export function TraceTree({ nodes, selected, onSelect }: TraceTreeProps) {
  const tree = useMemo(() => treeOf(nodes), [nodes]);
  return (
    <div className="p-4 md:px-6">
      <Branches branches={tree} {...{ selected, onSelect }} />
    </div>
  );
}

function Branches({ branches, selected, onSelect }: Omit<TraceTreeProps, 'nodes'> & { branches: readonly Branch[] }) {
  return (
    <ul className="flex flex-col gap-px">
      {branches.map(({ node, branches: effects }) => {
        const worst = worstOf(node);
        return (
          <li key={node.eventId}>
            <button
              type="button"
              aria-pressed={node.eventId === selected}
              onClick={() => onSelect(node.eventId)}
              className={classNames(
                'flex w-full flex-wrap items-center gap-x-2 gap-y-0.5 rounded-md px-2 py-1.5 text-left text-[13px] hover:bg-sunken',
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
            {effects.length > 0 && (
              <div className="ml-3 border-l pl-3">
                <Branches branches={effects} {...{ selected, onSelect }} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
