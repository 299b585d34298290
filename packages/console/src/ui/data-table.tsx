import { useElementScrollRestoration } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { classNames } from './class-names.js';
import { Failure, Skeleton } from './states.js';

export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** A track of CSS grid: `minmax(120px, 2fr)`, `96px`. */
  readonly width?: string;
  readonly align?: 'end';
  /** How the rows are sorted by it, where they can be. */
  readonly sort?: 'ascending' | 'descending' | 'none';
  /** Left out on narrow screens. */
  readonly wideOnly?: boolean;
}

interface DataTableProps<Row> {
  /** What the rows are, for people who cannot see them. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Opens a row: by click, or by Enter on it. */
  readonly onOpen?: (row: Row) => void;
  readonly selectedKey?: string | undefined;
  readonly loading?: boolean;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  readonly empty: ReactNode;
  /** There are more rows: asked for when the end comes into sight. */
  readonly onEnd?: (() => void) | undefined;
  /** Something stands beside it: only the columns that narrow screens have, too. */
  readonly compact?: boolean;
}

const rowHeight = 40;
/** Too narrow for every column. */
const narrow = window.matchMedia('(max-width: 767px)');

/**
 * Rows of any number: only those in sight are in the page. Arrows, Page Up and Down, Home and End move, Enter opens.
 * It fills its parent, which gives it a height.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowKey, onOpen, loading = false, error, onRetry, empty, onEnd } = props;
  const columns = useVisible(props.columns, props.compact ?? false);
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const left = useElementScrollRestoration({ id: label });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // Whoever comes back finds the place where she was.
    initialOffset: left?.scrollY ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= rows.length - 20 && rows.length > 0) onEnd?.();
  }, [last, rows.length, onEnd]);

  const tracks = columns.map(({ width }) => width ?? 'minmax(0, 1fr)').join(' ');
  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setAt(next);
    virtualizer.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1;
    const target = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length,
    }[event.key];
    if (target === undefined || !(event.target as HTMLElement).dataset['index']) return;
    event.preventDefault();
    moveTo(target);
  };

  if (error && rows.length === 0) return <Failure error={error} {...(onRetry ? { onRetry } : {})} />;
  if (!loading && rows.length === 0) return <>{empty}</>;
  return (
    <div
      ref={scroller}
      className="h-full min-h-0 overflow-auto"
      role="grid"
      data-scroll-restoration-id={label}
      aria-label={label}
      aria-rowcount={onEnd ? -1 : rows.length + 1}
      aria-busy={loading || undefined}
    >
      <div
        role="row"
        aria-rowindex={1}
        className="sticky top-0 z-10 grid h-9 min-w-full items-center gap-4 border-b bg-surface px-4 text-xs md:px-6 font-medium text-faint"
        style={{ gridTemplateColumns: tracks }}
        tabIndex={-1}
      >
        {columns.map(({ id, header, align, sort }) => (
          <div
            key={id}
            role="columnheader"
            aria-sort={sort}
            tabIndex={-1}
            className={classNames('truncate', align && 'text-right')}
          >
            {header}
          </div>
        ))}
      </div>
      {loading && rows.length === 0 ? (
        <LoadingRows columns={columns.length} tracks={tracks} />
      ) : (
        <div className="relative" role="rowgroup" style={{ height: virtualizer.getTotalSize() }} onKeyDown={onKeyDown}>
          {items.map(({ index, start, size }) => {
            const row = rows[index] as Row;
            const key = rowKey(row);
            return (
              <TableRow
                key={key}
                row={row}
                columns={columns}
                index={index}
                start={start}
                size={size}
                tracks={tracks}
                focusable={index === at}
                selected={props.selectedKey === undefined ? undefined : props.selectedKey === key}
                onFocus={setAt}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  /** Where it is and how high, in pixels. */
  readonly start: number;
  readonly size: number;
  readonly tracks: string;
  readonly focusable: boolean;
  readonly selected: boolean | undefined;
  readonly onFocus: (index: number) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
}

/** Drawn once while the table is scrolled, and not with each step. */
const TableRow = memo(function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, columns, index, start, size, tracks, focusable, selected, onFocus, onOpen } = props;
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      onFocus={() => onFocus(index)}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('a, button, input, label')) onOpen?.(row);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row);
      }}
      className={classNames(
        'absolute inset-x-0 grid items-center gap-4 border-b px-4 text-[13px] -outline-offset-2 md:px-6',
        onOpen && 'cursor-pointer hover:bg-sunken',
        selected && 'bg-accent-soft',
      )}
      style={{ gridTemplateColumns: tracks, height: size, transform: `translateY(${start}px)` }}
    >
      {columns.map(({ id, cell, align }) => (
        <div
          key={id}
          role="gridcell"
          tabIndex={-1}
          className={classNames('min-w-0 truncate', align && 'text-right tabular-nums')}
        >
          {cell(row)}
        </div>
      ))}
    </div>
  );
}) as <Row>(props: TableRowProps<Row>) => ReactNode;

function useVisible<Row>(columns: readonly Column<Row>[], compact: boolean): readonly Column<Row>[] {
  const [isNarrow, setNarrow] = useState(narrow.matches);
  useEffect(() => {
    const look = (): void => setNarrow(narrow.matches);
    narrow.addEventListener('change', look);
    return () => narrow.removeEventListener('change', look);
  }, []);
  const less = isNarrow || compact;
  return useMemo(() => (less ? columns.filter(({ wideOnly }) => !wideOnly) : columns), [columns, less]);
}

function LoadingRows({ columns, tracks }: { columns: number; tracks: string }) {
  return (
    <div role="rowgroup">
      {Array.from({ length: 8 }, (_, row) => (
        <div
          key={row}
          className="grid h-10 items-center gap-4 border-b px-4 md:px-6"
          style={{ gridTemplateColumns: tracks }}
        >
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton key={column} className="h-3.5" />
          ))}
        </div>
      ))}
    </div>
  );
}
