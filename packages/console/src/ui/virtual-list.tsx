import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';

interface VirtualListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** About how high a row is, in pixels; each is measured when it is shown. */
  readonly rowHeight: number;
  readonly children: (row: Row) => ReactNode;
}

/** A list of any length whose rows are as high as they are: only those in sight are in the page. It fills its parent. */
export function VirtualList<Row>({ label, rows, rowKey, rowHeight, children }: VirtualListProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rowKey(rows[index] as Row),
    overscan: 12,
  });
  return (
    <div ref={scroller} className="h-full overflow-auto">
      <ol aria-label={label} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0"
            style={{ transform: `translateY(${start}px)` }}
          >
            {children(rows[index] as Row)}
          </li>
        ))}
      </ol>
    </div>
  );
}
