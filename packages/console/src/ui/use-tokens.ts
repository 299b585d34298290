import { useSyncExternalStore } from 'react';

type Tokens = Readonly<Record<'faint' | 'line' | 'accent' | 'good' | 'warn' | 'bad' | 'info', string>>;

function read(): Tokens {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    faint: value('faint'),
    line: value('line'),
    accent: value('accent'),
    good: value('good'),
    warn: value('warn'),
    bad: value('bad'),
    info: value('info'),
  };
}

const known = new Map<string, Tokens>();

function current(): Tokens {
  const theme = document.documentElement.dataset['theme'] ?? '';
  const tokens = known.get(theme) ?? read();
  known.set(theme, tokens);
  return tokens;
}

function subscribe(listener: () => void): () => void {
  const watch = new MutationObserver(listener);
  watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => watch.disconnect();
}

/** The theme's colours, for what is painted and so cannot have them by class. */
export function useTokens(): Tokens {
  return useSyncExternalStore(subscribe, current);
}
