import type { components } from '../../api/generated/schema.js';

export type Trace = components['schemas']['TraceView'];
export type TraceNode = components['schemas']['TraceNode'];
export type Delivery = TraceNode['deliveries'][number];

/** `crm.contact.created.v1` as `contact created`; names of service events stay as they are. */
export const shortType = (type: string): string =>
  type.startsWith('crm.')
    ? type
        .slice(4)
        .replace(/\.v\d+$/, '')
        .replaceAll(/[.-]/g, ' ')
    : type;

export interface OutlineRow {
  readonly node: TraceNode;
  /** How many causes above it; 0 for what followed from the request itself. */
  readonly depth: number;
}

/** Cause and effect: below each event those that follow from it. */
export function outlineOf(nodes: readonly TraceNode[]): readonly OutlineRow[] {
  const known = new Set(nodes.map(({ eventId }) => eventId));
  const below = Map.groupBy(nodes, ({ causationId }) => (causationId && known.has(causationId) ? causationId : ''));
  const rows: OutlineRow[] = [];
  const put = (cause: string, depth: number): void => {
    for (const node of below.get(cause) ?? []) {
      rows.push({ node, depth });
      put(node.eventId, depth + 1);
    }
  };
  put('', 0);
  return rows;
}

/** The time from the first event to the last effect, in milliseconds since the epoch. */
export function spanOf(nodes: readonly TraceNode[]): readonly [from: number, to: number] {
  const moments = nodes.flatMap(({ at, publishedAt, deliveries }) =>
    [at, publishedAt, ...deliveries.map(({ handledAt }) => handledAt)].flatMap((moment) =>
      moment ? [Date.parse(moment)] : [],
    ),
  );
  return [Math.min(...moments), Math.max(...moments)];
}

const order = ['dead', 'parked', 'waiting', 'discarded', 'handled'] as const;

/** The worst that came of it, or undefined when nobody hears it. */
export const worstOf = (node: TraceNode): string | undefined =>
  order.find((status) => node.deliveries.some((delivery) => delivery.status === status));
