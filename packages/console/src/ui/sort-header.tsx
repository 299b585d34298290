import { ArrowDown, ArrowUp } from 'lucide-react';

export interface Sorting<By extends string> {
  readonly by: By;
  readonly direction: 'ascending' | 'descending';
}

interface SortHeaderProps<By extends string> {
  readonly label: string;
  readonly by: By;
  readonly sorting: Sorting<By>;
  readonly onSort: (sorting: Sorting<By>) => void;
}

/** Sorts a table by its column; the same again turns the order. */
export function SortHeader<By extends string>({ label, by, sorting, onSort }: SortHeaderProps<By>) {
  const sorted = sorting.by === by;
  const ascending = sorting.direction === 'ascending';
  const Arrow = ascending ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      className="inline-flex items-center gap-1 rounded hover:text-ink"
      onClick={() => onSort({ by, direction: sorted && ascending ? 'descending' : 'ascending' })}
    >
      {label}
      {sorted && <Arrow className="size-3" aria-hidden />}
    </button>
  );
}

/** For the column's `sort`. */
export function sortOf<By extends string>(by: By, sorting: Sorting<By>): Sorting<By>['direction'] | 'none' {
  return sorting.by === by ? sorting.direction : 'none';
}
