import { useRef, useState } from 'react';

/** Keys of a list's items that go with them when they move, so that each keeps what is being written in it. */
export function useKeys(count: number) {
  const next = useRef(count);
  const [keys, setKeys] = useState<readonly number[]>(() => Array.from({ length: count }, (_, index) => index));
  const added = (): void => setKeys([...keys, next.current++]);
  const removed = (at: number): void => setKeys(keys.filter((_, index) => index !== at));
  const moved = (from: number, to: number): void => setKeys(itemMoved(keys, from, to));
  return { keys, added, removed, moved };
}

/** The list with one of its items in another place. */
export function itemMoved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}
