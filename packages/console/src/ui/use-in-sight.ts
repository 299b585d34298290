import { useEffect, useRef } from 'react';

/** For what is chosen in a row that scrolls: it is brought into sight whenever another one is. */
export function useInSight<Element extends HTMLElement>(chosen: string) {
  const element = useRef<Element>(null);
  // What is chosen decides which element it is.
  useEffect(() => {
    element.current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [chosen]);
  return element;
}
