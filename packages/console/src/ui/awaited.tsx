import type { ReactNode } from 'react';
import { Page } from './page.js';
import { Failure, SkeletonLines } from './states.js';

interface AwaitedProps {
  readonly query: { readonly error: unknown; readonly refetch: () => unknown };
  readonly lines?: number;
}

/** In place of what was asked for and is not there: that it comes, or why it does not. */
export function Awaited({ query: { error, refetch }, lines }: AwaitedProps) {
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <SkeletonLines lines={lines} />;
}

/** A screen that waits for what it shows. */
export function AwaitedPage({ title, query }: Pick<AwaitedProps, 'query'> & { title: ReactNode }) {
  return (
    <Page title={title}>
      <Awaited query={query} lines={9} />
    </Page>
  );
}
