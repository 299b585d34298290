import { useEffect, useMemo } from 'react';
import type { usePages } from './use-pages.js';

/** Of a list those rows that fit, where the API cannot look for them: while none does, it goes on to the next page. */
export function useFound<Row>(
  pages: ReturnType<typeof usePages<Row>>,
  text: string | undefined,
  wordsOf: (row: Row) => string,
) {
  const rows = useMemo(() => {
    const words = text?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
    return pages.rows.filter((row) => words.every((word) => wordsOf(row).toLowerCase().includes(word)));
  }, [pages.rows, text, wordsOf]);
  const { onEnd } = pages;
  const looking = rows.length === 0 && onEnd !== undefined;
  useEffect(() => {
    if (looking) onEnd();
  }, [looking, onEnd]);
  return { ...pages, rows, loading: pages.loading || looking };
}
